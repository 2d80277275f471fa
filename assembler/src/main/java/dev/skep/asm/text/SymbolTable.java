package dev.skep.asm.text;

import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Kind;
import dev.skep.asm.text.AssemblySymbol.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of a text, by number in order of appearance. Looked up by the bytes of their names: a name becomes a string
 * only when somebody wants to read it.
 */
final class SymbolTable {
    /** Where a symbol is that nothing has defined. */
    static final int UNDEFINED = -1;

    /** Where a symbol is that stands for an expression. */
    static final int EQUATE = -2;

    /** Where a symbol is that the linker makes room for. */
    static final int COMMON = -3;

    private int[] slots;
    private int[] hashes;
    private int[] names;
    private byte[] arena;
    private int[] sections;
    private long[] offsets;
    private @Nullable Traits[] traits;
    private int size;

    /** What few symbols have. */
    static final class Traits {
        @Nullable
        Binding binding;

        Kind kind = Kind.UNSPECIFIED;
        Visibility visibility = Visibility.DEFAULT;

        /** What {@code .size} says. */
        @Nullable
        Expression size;

        /** What {@code .set} says. */
        @Nullable
        Expression value;

        /** For what the linker makes room for. */
        long alignment;

        boolean declared;
    }

    /** Room for about so many symbols. */
    SymbolTable(int expected) {
        int room = Integer.highestOneBit(Math.max(32, expected));
        slots = new int[2 * room];
        hashes = new int[room];
        names = new int[room + 1];
        arena = new byte[16 * room];
        sections = new int[room];
        offsets = new long[room];
        traits = new Traits[room];
    }

    int size() {
        return size;
    }

    /** Returns the number of the symbol, a new one if there is none of this name. */
    int of(byte[] text, int from, int to) {
        return of(text, from, to, hash(text, from, to));
    }

    /** The same, for those who know the hash of the name: {@link #hash(int, int)} of each byte of it after the other, from 0. */
    int of(byte[] text, int from, int to, int hash) {
        int at = find(text, from, to, hash);
        return slots[at] != 0 ? slots[at] - 1 : add(text, from, to, hash, at);
    }

    int of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** Returns the number of a symbol, or {@link #UNDEFINED}. */
    int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return slots[find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length))] - 1;
    }

    /** Returns a new symbol without a name, at a place. */
    int anonymous(int section, long offset) {
        int symbol = append(0);
        define(symbol, section, offset);
        return symbol;
    }

    String name(int symbol) {
        return new String(arena, names[symbol], names[symbol + 1] - names[symbol], StandardCharsets.UTF_8);
    }

    boolean isAnonymous(int symbol) {
        return names[symbol] == names[symbol + 1];
    }

    /** Tells whether the name is one that no file keeps: {@code .Ltmp0}, and local labels, which start with a NUL. */
    boolean isTemporary(int symbol) {
        int from = names[symbol];
        int length = names[symbol + 1] - from;
        return length == 0 || arena[from] == 0 || (length > 1 && arena[from] == '.' && arena[from + 1] == 'L');
    }

    boolean isDefined(int symbol) {
        return sections[symbol] != UNDEFINED;
    }

    /** Returns the number of its section, or one of the constants. */
    int section(int symbol) {
        return sections[symbol];
    }

    long offset(int symbol) {
        return offsets[symbol];
    }

    void define(int symbol, int section, long offset) {
        sections[symbol] = section;
        offsets[symbol] = offset;
    }

    /** Moves every place in a section. */
    void move(int section, Moves moves) {
        for (int symbol = 0; symbol < size; symbol++) {
            if (sections[symbol] == section) {
                offsets[symbol] = moves.of(offsets[symbol]);
            }
        }
    }

    @Nullable
    Traits traitsOrNull(int symbol) {
        return traits[symbol];
    }

    Traits traits(int symbol) {
        Traits known = traits[symbol];
        if (known == null) {
            known = new Traits();
            traits[symbol] = known;
        }
        return known;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash(hash, text[i]);
        }
        return hash;
    }

    /** Returns the hash of a name that is one byte longer. Names that end alike have neighbouring hashes, as they have places. */
    static int hash(int hash, int more) {
        return 31 * hash + more;
    }

    private int find(byte[] text, int from, int to, int hash) {
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            int symbol = slots[at] - 1;
            if (hashes[symbol] == hash && isNamed(symbol, text, from, to)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return at;
    }

    private boolean isNamed(int symbol, byte[] text, int from, int to) {
        byte[] own = arena;
        int at = names[symbol];
        if (names[symbol + 1] - at != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (own[at++] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int add(byte[] text, int from, int to, int hash, int slot) {
        int length = to - from;
        int start = names[size];
        if (start + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.max(arena.length * 2, start + length));
        }
        System.arraycopy(text, from, arena, start, length);
        slots[slot] = size + 1;
        int symbol = append(length);
        hashes[symbol] = hash;
        if (2 * size > slots.length) {
            grow();
        }
        return symbol;
    }

    private int append(int length) {
        if (size == sections.length) {
            int more = size * 2;
            hashes = Arrays.copyOf(hashes, more);
            names = Arrays.copyOf(names, more + 1);
            sections = Arrays.copyOf(sections, more);
            offsets = Arrays.copyOf(offsets, more);
            traits = Arrays.copyOf(traits, more);
        }
        names[size + 1] = names[size] + length;
        sections[size] = UNDEFINED;
        return size++;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int symbol = 0; symbol < size; symbol++) {
            if (isAnonymous(symbol)) {
                continue;
            }
            int at = hashes[symbol] & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = symbol + 1;
        }
    }
}
