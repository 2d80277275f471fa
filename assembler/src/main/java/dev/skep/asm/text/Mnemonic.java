package dev.skep.asm.text;

import dev.skep.asm.Opcode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mnemonic and the instructions it stands for: with an immediate as its last operand, with a register, or the one there is.
 *
 * @param name the mnemonic
 * @param immediate the instruction that takes an immediate; null if none does
 * @param register the instruction that takes a register, or no such operand; null if there is none
 * @param dialects who writes it so
 */
record Mnemonic(
        String name, @Nullable Opcode immediate, @Nullable Opcode register, Set<Dialect> dialects) {
    private static final Set<Dialect> BOTH = Set.of(Dialect.GNU, Dialect.UBPF);

    /** Those that say in an operand how many bits they work on. */
    private static final Set<String> SIZED = Set.of("movs", "movs32", "endle", "endbe", "bswap");

    private static final Map<String, Mnemonic> BY_NAME = table();

    /** Other names for instructions, beside those of {@link Opcode#mnemonic}. */
    private enum Alias {
        // spotless:off
        JAL        ("jal",         Opcode.GOTOL,               EnumSet.of(Dialect.GNU)),
        JCOND      ("jcond",       Opcode.MAY_GOTO,            EnumSet.of(Dialect.GNU)),
        XADDDW     ("xadddw",      Opcode.ATOMIC_ADD_DW,       EnumSet.of(Dialect.GNU)),
        XADDW      ("xaddw",       Opcode.ATOMIC_ADD_W,        EnumSet.of(Dialect.GNU)),
        JA32       ("ja32",        Opcode.GOTOL,               EnumSet.of(Dialect.UBPF)),
        MOVSX832   ("movsx832",    Opcode.MOVSX32_8,           EnumSet.of(Dialect.UBPF)),
        MOVSX1632  ("movsx1632",   Opcode.MOVSX32_16,          EnumSet.of(Dialect.UBPF)),
        MOVSX3232  ("movsx3232",   Opcode.MOVSX32_32,          EnumSet.of(Dialect.UBPF)),
        MOVSX864   ("movsx864",    Opcode.MOVSX_8,             EnumSet.of(Dialect.UBPF)),
        MOVSX1664  ("movsx1664",   Opcode.MOVSX_16,            EnumSet.of(Dialect.UBPF)),
        MOVSX3264  ("movsx3264",   Opcode.MOVSX_32,            EnumSet.of(Dialect.UBPF)),
        SWAP16     ("swap16",      Opcode.BSWAP16,             EnumSet.of(Dialect.UBPF)),
        SWAP32     ("swap32",      Opcode.BSWAP32,             EnumSet.of(Dialect.UBPF)),
        SWAP64     ("swap64",      Opcode.BSWAP64,             EnumSet.of(Dialect.UBPF)),
        LOCK_ADD   ("lock add",         Opcode.ATOMIC_ADD_DW,       EnumSet.of(Dialect.UBPF)),
        LOCK_ADD32 ("lock add32",       Opcode.ATOMIC_ADD_W,        EnumSet.of(Dialect.UBPF)),
        LOCK_OR    ("lock or",          Opcode.ATOMIC_OR_DW,        EnumSet.of(Dialect.UBPF)),
        LOCK_OR32  ("lock or32",        Opcode.ATOMIC_OR_W,         EnumSet.of(Dialect.UBPF)),
        LOCK_AND   ("lock and",         Opcode.ATOMIC_AND_DW,       EnumSet.of(Dialect.UBPF)),
        LOCK_AND32 ("lock and32",       Opcode.ATOMIC_AND_W,        EnumSet.of(Dialect.UBPF)),
        LOCK_XOR   ("lock xor",         Opcode.ATOMIC_XOR_DW,       EnumSet.of(Dialect.UBPF)),
        LOCK_XOR32 ("lock xor32",       Opcode.ATOMIC_XOR_W,        EnumSet.of(Dialect.UBPF)),
        FETCH_ADD  ("lock fetch add",   Opcode.ATOMIC_FETCH_ADD_DW, EnumSet.of(Dialect.UBPF)),
        FETCH_ADD32("lock fetch add32", Opcode.ATOMIC_FETCH_ADD_W,  EnumSet.of(Dialect.UBPF)),
        FETCH_OR   ("lock fetch or",    Opcode.ATOMIC_FETCH_OR_DW,  EnumSet.of(Dialect.UBPF)),
        FETCH_OR32 ("lock fetch or32",  Opcode.ATOMIC_FETCH_OR_W,   EnumSet.of(Dialect.UBPF)),
        FETCH_AND  ("lock fetch and",   Opcode.ATOMIC_FETCH_AND_DW, EnumSet.of(Dialect.UBPF)),
        FETCH_AND32("lock fetch and32", Opcode.ATOMIC_FETCH_AND_W,  EnumSet.of(Dialect.UBPF)),
        FETCH_XOR  ("lock fetch xor",   Opcode.ATOMIC_FETCH_XOR_DW, EnumSet.of(Dialect.UBPF)),
        FETCH_XOR32("lock fetch xor32", Opcode.ATOMIC_FETCH_XOR_W,  EnumSet.of(Dialect.UBPF)),
        XCHG       ("lock xchg",        Opcode.XCHG_DW,             EnumSet.of(Dialect.UBPF)),
        XCHG32     ("lock xchg32",      Opcode.XCHG_W,              EnumSet.of(Dialect.UBPF)),
        CMPXCHG    ("lock cmpxchg",     Opcode.CMPXCHG_DW,          EnumSet.of(Dialect.UBPF)),
        CMPXCHG32  ("lock cmpxchg32",   Opcode.CMPXCHG_W,           EnumSet.of(Dialect.UBPF));
        // spotless:on

        private final String text;
        private final Opcode opcode;
        private final Set<Dialect> dialects;

        Alias(String text, Opcode opcode, Set<Dialect> dialects) {
            this.text = text;
            this.opcode = opcode;
            this.dialects = dialects;
        }
    }

    static @Nullable Mnemonic find(String name) {
        return BY_NAME.get(name);
    }

    /** Tells whether an instruction starts with this word. */
    static boolean isOne(String word) {
        return BY_NAME.containsKey(word) || SIZED.contains(word);
    }

    static Set<String> all() {
        return BY_NAME.keySet();
    }

    /** Returns the name that a dialect writes. */
    static String written(Opcode opcode, Dialect dialect) {
        if (dialect == Dialect.GNU) {
            return switch (opcode) {
                case GOTOL -> "jal";
                case MAY_GOTO -> "jcond";
                case MOVSX_8, MOVSX_16, MOVSX_32 -> "movs";
                case MOVSX32_8, MOVSX32_16, MOVSX32_32 -> "movs32";
                case LE16, LE32, LE64 -> "endle";
                case BE16, BE32, BE64 -> "endbe";
                case BSWAP16, BSWAP32, BSWAP64 -> "bswap";
                default -> opcode.mnemonic();
            };
        }
        for (Alias alias : Alias.values()) {
            if (alias.opcode == opcode && alias.dialects.contains(Dialect.UBPF)) {
                return alias.text;
            }
        }
        return opcode.mnemonic();
    }

    private static Map<String, Mnemonic> table() {
        Map<String, Mnemonic> table = new HashMap<>();
        for (Opcode opcode : Opcode.values()) {
            Mnemonic row = of(opcode.mnemonic(), opcode, BOTH);
            table.merge(row.name(), row, Mnemonic::or);
            if (isWhole(opcode)) {
                Mnemonic long64 = of(opcode.mnemonic() + "64", opcode, Set.of(Dialect.UBPF));
                table.merge(long64.name(), long64, Mnemonic::or);
            }
        }
        for (Alias alias : Alias.values()) {
            table.put(alias.text, of(alias.text, alias.opcode, alias.dialects));
        }
        for (String signed : new String[] {"movsx", "movsx32"}) {
            table.remove(signed); // the size is part of the name or an operand
        }
        return table;
    }

    /** Arithmetic on whole registers, which ubpf writes with or without {@code 64}. */
    private static boolean isWhole(Opcode opcode) {
        return switch (opcode.shape()) {
            case ALU_IMMEDIATE, ALU_REGISTER, ALU_UNARY ->
                !Character.isDigit(opcode.mnemonic().charAt(opcode.mnemonic().length() - 1));
            default -> false;
        };
    }

    private static Mnemonic of(String name, Opcode opcode, Set<Dialect> dialects) {
        return switch (opcode.shape()) {
            case ALU_IMMEDIATE, JUMP_IMMEDIATE, STORE_IMMEDIATE -> new Mnemonic(name, opcode, null, dialects);
            default -> new Mnemonic(name, null, opcode, dialects);
        };
    }

    /** The rows with one mnemonic together; of those that share everything, the first. */
    private Mnemonic or(Mnemonic other) {
        return new Mnemonic(
                name,
                immediate == null ? other.immediate : immediate,
                register == null ? other.register : register,
                dialects);
    }
}
