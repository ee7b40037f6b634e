"""Codes that machines read, drawn from what they hold: QR codes, EAN-13 and Code 128."""
