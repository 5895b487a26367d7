"""Shapes without a toolkit, drawn alike on screen and on paper."""
