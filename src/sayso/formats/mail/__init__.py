"""Mail: messages, their attachments, mailboxes of many, and pages that browsers saved as mail (MHTML)."""
