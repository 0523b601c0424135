"""Web archives: WARC records -> the pages that a crawler saved."""
