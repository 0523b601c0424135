"""Benchmarks: how right the product's own stages are, measured on folders of gold."""
