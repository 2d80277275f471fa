package dev.skep.asm;

import dev.skep.asm.internal.Word;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pseudo-C of an {@link Opcode}, cut where operands go: they are taken from the fields of the instruction's slots. */
final class PseudoC {
    private static final Map<Opcode, PseudoC> READABLE = new EnumMap<>(Opcode.class);
    private static final Map<Opcode, PseudoC> OBJDUMP = new EnumMap<>(Opcode.class);
    private static final Map<Opcode, PseudoC> HALVES = new EnumMap<>(Opcode.class);

    /** The names of registers by number, and the small numbers: most of what stands between literals. */
    private static final String[] WHOLE =
            IntStream.range(0, 16).mapToObj(i -> "r" + i).toArray(String[]::new);

    private static final String[] HALVES_OF =
            IntStream.range(0, 16).mapToObj(i -> "w" + i).toArray(String[]::new);
    private static final String[] HEX =
            IntStream.range(0, 256).mapToObj(i -> "0x" + Integer.toHexString(i)).toArray(String[]::new);

    static {
        for (Opcode opcode : Opcode.values()) {
            READABLE.put(opcode, new PseudoC(opcode.pseudoC()));
            OBJDUMP.put(opcode, new PseudoC(objdump(opcode)));
            HALVES.put(opcode, new PseudoC(halves(opcode)));
        }
    }

    private final String[] literals;
    private final Place[] places;

    /** What stands between the literal parts. */
    private enum Place {
        DST,
        WDST,
        SRC,
        WSRC,
        IMM,
        ADDR,
        TO,
        SPACES,
        INDEX,
        NEXT,
        KIND,
        WIDE
    }

    private PseudoC(String form) {
        List<String> texts = new ArrayList<>();
        List<Place> operands = new ArrayList<>();
        int from = 0;
        for (int dollar = form.indexOf('$'); dollar >= 0; dollar = form.indexOf('$', from)) {
            texts.add(form.substring(from, dollar));
            from = dollar + 1;
            while (from < form.length() && Character.isLetter(form.charAt(from))) {
                from++;
            }
            operands.add(Place.valueOf(form.substring(dollar + 1, from).toUpperCase(java.util.Locale.ROOT)));
        }
        texts.add(form.substring(from));
        literals = texts.toArray(String[]::new);
        places = operands.toArray(Place[]::new);
    }

    static PseudoC of(Instruction instruction, TextStyle style) {
        Opcode opcode = instruction.opcode();
        PseudoC form =
                switch (style) {
                    case READABLE -> hidesItsSecondSlot(instruction) ? OBJDUMP.get(opcode) : READABLE.get(opcode);
                    case OBJDUMP -> OBJDUMP.get(opcode);
                    case OBJDUMP_HALVES -> HALVES.get(opcode);
                };
        if (form == null) {
            throw new IllegalStateException("no text for " + opcode);
        }
        return form;
    }

    private static boolean hidesItsSecondSlot(Instruction instruction) {
        return instruction.opcode().shape() == OperandShape.WIDE_PSEUDO
                && instruction.secondWord() != 0
                && !instruction.opcode().pseudoC().contains("$next");
    }

    private static String objdump(Opcode opcode) {
        return switch (opcode.shape()) {
            case WIDE_PSEUDO -> "ld_pseudo\t$dst, $kind, $wide";
            case CALL_KERNEL -> "call $imm";
            case PACKET_LOAD_INDIRECT -> opcode.pseudoC().replace("$index", "$src");
            case ATOMIC -> opcode == Opcode.ATOMIC_ADD_W ? opcode.pseudoC().replace("$wsrc", "$src") : opcode.pseudoC();
            default -> opcode.pseudoC();
        };
    }

    private static String halves(Opcode opcode) {
        String form = objdump(opcode);
        boolean narrow = !form.contains("(u64 *)") && !form.contains("(s");
        return switch (opcode.shape()) {
            case LOAD -> narrow ? form.replace("$dst", "$wdst") : form;
            case STORE -> narrow ? form.replace("$src", "$wsrc") : form;
            case ATOMIC -> opcode.pseudoC();
            default -> form;
        };
    }

    /** Appends the text; {@code symbol} stands for what has no number yet, if it is not null. */
    void append(StringBuilder out, Instruction instruction, TextStyle style, @Nullable String symbol) {
        boolean hex = style != TextStyle.READABLE;
        long word = instruction.word();
        for (int i = 0; i < places.length; i++) {
            out.append(literals[i]);
            switch (places[i]) {
                case DST -> out.append(WHOLE[Word.dst(word)]);
                case WDST -> out.append(HALVES_OF[Word.dst(word)]);
                case SRC -> out.append(WHOLE[Word.src(word)]);
                case WSRC -> out.append(HALVES_OF[Word.src(word)]);
                case IMM -> immediate(out, instruction, word, hex, symbol);
                case ADDR -> address(out, instruction, word, hex);
                case TO -> target(out, instruction, word, hex, symbol);
                case SPACES -> spaces(out, Word.imm(word), hex);
                case INDEX -> index(out, word, hex);
                case NEXT -> number(out, next(instruction, word), hex);
                case KIND -> number(out, Word.src(word), hex);
                case WIDE ->
                    number(out, hex ? Word.imm(word) & 0xffff_ffffL : wide(instruction, word), hex); // as LLVM does
            }
        }
        out.append(literals[places.length]);
    }

    private static void immediate(
            StringBuilder out, Instruction instruction, long word, boolean hex, @Nullable String symbol) {
        if (instruction.opcode() != Opcode.LDDW) {
            number(out, Word.imm(word), hex);
        } else if (symbol == null) {
            number(out, wide(instruction, word), hex);
        } else {
            out.append(symbol);
        }
    }

    private static long wide(Instruction instruction, long word) {
        return (long) Word.imm(instruction.secondWord()) << Integer.SIZE | (Word.imm(word) & 0xffff_ffffL);
    }

    private static int next(Instruction instruction, long word) {
        return instruction.slots() > 1 ? Word.imm(instruction.secondWord()) : Word.off(word);
    }

    private static void address(StringBuilder out, Instruction instruction, long word, boolean hex) {
        boolean load = instruction.opcode().shape() == OperandShape.LOAD;
        int offset = Word.off(word);
        out.append(WHOLE[load ? Word.src(word) : Word.dst(word)]);
        out.append(offset < 0 ? " - " : " + ");
        number(out, Math.abs(offset), hex);
    }

    private static void target(
            StringBuilder out, Instruction instruction, long word, boolean hex, @Nullable String symbol) {
        OperandShape shape = instruction.opcode().shape();
        int slots = shape.hasOff() ? Word.off(word) : Word.imm(word);
        if (symbol != null) {
            out.append(symbol);
        } else if (shape != OperandShape.CALL_FUNCTION) {
            signed(out, slots, hex);
        } else if (hex) {
            number(out, slots, true);
        } else {
            signed(out.append("pc"), slots, false); // a bare number would be a helper's
        }
    }

    private static void spaces(StringBuilder out, int imm, boolean hex) {
        number(out, imm >>> Short.SIZE, hex);
        number(out.append(", "), imm & 0xffff, hex);
    }

    private static void index(StringBuilder out, long word, boolean hex) {
        out.append(WHOLE[Word.src(word)]);
        if (Word.imm(word) != 0) {
            number(out.append(" + "), Word.imm(word), hex);
        }
    }

    private static void signed(StringBuilder out, long value, boolean hex) {
        if (value >= 0) {
            out.append('+');
        }
        number(out, value, hex);
    }

    private static void number(StringBuilder out, long value, boolean hex) {
        if (!hex) {
            out.append(value);
            return;
        }
        if (value < 0) {
            out.append('-');
        }
        long magnitude = Math.abs(value);
        if (magnitude >= 0 && magnitude < HEX.length) {
            out.append(HEX[(int) magnitude]);
            return;
        }
        out.append("0x");
        for (int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(magnitude)) & ~3;
                shift >= 0;
                shift -= 4) {
            out.append(Character.forDigit((int) (magnitude >>> shift & 0xf), 16));
        }
    }
}
