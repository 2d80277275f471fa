package dev.skep.ir;

/** A parameter of a function: its name and type as BTF shows them, and the value it arrives in. */
public record Parameter(String name, BpfType type, Value value) {}
