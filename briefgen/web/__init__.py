"""Beside the steps. The pages that people use in a browser; today the preview of templates. Edge: HTTP."""
