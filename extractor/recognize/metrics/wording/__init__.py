"""The words of a row label: how they are kept, agree in number and gender, and read as a noun phrase."""
