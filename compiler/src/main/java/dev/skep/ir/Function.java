package dev.skep.ir;

import dev.skep.asm.SourceLine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A function: its signature as BTF shows it and its blocks, the entry first. The entry block has no parameters and no predecessors.
 *
 * <p>It is what a record is, and keeps what was found out about it: a function that a pass leaves as it is stays the same object, so that the
 * passes behind it need not find out again which block leads where.
 */
public final class Function {
    private final String name;
    private final FunctionKind kind;
    private final List<Parameter> parameters;
    private final BpfType returnType;
    private final List<StackSlot> slots;
    private final List<Block> blocks;
    private final SourceLine location;
    private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

    /**
     * A function of these parts.
     *
     * @param returnType {@link BpfType#VOID} where it returns nothing
     * @param slots the pieces of its frame that have addresses
     * @param location where it is declared
     */
    public Function(
            String name,
            FunctionKind kind,
            List<Parameter> parameters,
            BpfType returnType,
            List<StackSlot> slots,
            List<Block> blocks,
            SourceLine location) {
        this.name = name;
        this.kind = kind;
        this.parameters = List.copyOf(parameters);
        this.returnType = returnType;
        this.slots = List.copyOf(slots);
        this.blocks = List.copyOf(blocks);
        this.location = location;
        if (blocks.isEmpty()) throw new IllegalArgumentException("function `" + name + "` has no blocks");
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns how it is reached. */
    public FunctionKind kind() {
        return kind;
    }

    /** Returns its parameters. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns the type of what it returns, {@link BpfType#VOID} where that is nothing. */
    public BpfType returnType() {
        return returnType;
    }

    /** Returns the pieces of its frame that have addresses. */
    public List<StackSlot> slots() {
        return slots;
    }

    /** Returns its blocks, the entry first. */
    public List<Block> blocks() {
        return blocks;
    }

    /** Returns where it is declared. */
    public SourceLine location() {
        return location;
    }

    /** Returns the block that control enters first. */
    public Block entry() {
        return blocks.get(0);
    }

    /**
     * Returns what {@code search} finds out about this function, which it does once for each kind of thing.
     *
     * @param kind of what is found; nobody may change it
     */
    public <T> T find(Class<T> kind, java.util.function.Function<Function, T> search) {
        var known = found.get(kind);
        if (known == null) {
            known = search.apply(this);
            found.put(kind, known);
        }
        return kind.cast(known);
    }

    /** Returns the same function with other blocks; itself where they are no others. */
    public Function withBlocks(List<Block> changed) {
        return changed.equals(blocks)
                ? this
                : new Function(name, kind, parameters, returnType, slots, changed, location);
    }

    /** Returns the same function with another frame; itself where it is no other. */
    public Function withSlots(List<StackSlot> changed) {
        return changed.equals(slots)
                ? this
                : new Function(name, kind, parameters, returnType, changed, blocks, location);
    }

    /** Returns the same function reached in another way. */
    public Function withKind(FunctionKind changed) {
        return new Function(name, changed, parameters, returnType, slots, blocks, location);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Function function
                        && name.equals(function.name)
                        && kind.equals(function.kind)
                        && parameters.equals(function.parameters)
                        && returnType.equals(function.returnType)
                        && slots.equals(function.slots)
                        && blocks.equals(function.blocks)
                        && location.equals(function.location));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind, parameters, returnType, slots, blocks, location);
    }

    @Override
    public String toString() {
        return "Function[name=" + name + ", kind=" + kind + ", parameters=" + parameters + ", returnType=" + returnType
                + ", slots=" + slots + ", blocks=" + blocks + ", location=" + location + "]";
    }
}
