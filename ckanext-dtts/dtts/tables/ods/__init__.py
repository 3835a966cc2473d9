"""Workbooks of LibreOffice and of everything else that writes OpenDocument."""
