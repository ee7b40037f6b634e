"""The formats that translation agencies work in, made from a language's messages and read back."""
