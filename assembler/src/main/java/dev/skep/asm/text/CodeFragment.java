package dev.skep.asm.text;

import dev.skep.asm.DecodeException;
import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import dev.skep.asm.SymbolReference;
import dev.skep.asm.WideInstruction;
import dev.skep.asm.text.TextProblem.Kind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Instructions without a function around them, as they are written in the middle of one. Labels have become distances.
 *
 * @param lines the instructions, in order
 */
public record CodeFragment(List<Line> lines) {
    private static final Pattern LABEL = Pattern.compile("\\s*(?:[\\w.$]+:\\s*)*");

    /** Copies the list. */
    public CodeFragment {
        lines = List.copyOf(lines);
    }

    /**
     * An instruction and where it is written.
     *
     * @param line line, from 1
     * @param column column, from 1, in bytes: where the first instruction of the line starts
     */
    public record Line(Instruction instruction, int line, int column) {}

    /**
     * Reads a text of instructions and labels.
     *
     * @param dialects what it may be written in
     * @param symbols returns what a name and an offset refer to, empty for a name that is not known
     * @throws AssemblyTextException with every mistake in it
     */
    public static CodeFragment parse(
            SourceText text, AssemblyOptions dialects, BiFunction<String, Long, Optional<SymbolReference>> symbols) {
        var file = AssemblyParser.parse(text, dialects.withOrder(ByteOrder.LITTLE_ENDIAN));
        return new Reader(text, file).read(symbols);
    }

    /** One text. */
    private static final class Reader {
        private final SourceText text;
        private final String[] written;
        private final AssemblyFile file;
        private final List<TextProblem> problems = new ArrayList<>();

        Reader(SourceText text, AssemblyFile file) {
            this.text = text;
            this.written = new String(text.bytes(), StandardCharsets.ISO_8859_1).split("\n", -1);
            this.file = file;
        }

        CodeFragment read(BiFunction<String, Long, Optional<SymbolReference>> symbols) {
            var used = file.sections().stream()
                    .filter(section -> section.size() > 0)
                    .toList();
            if (used.isEmpty()) return new CodeFragment(List.of());
            var section = used.get(0);
            var slots = section.lines();
            var declares = file.declarations().describeAnObject()
                    || !file.declarations().license().isEmpty();
            if (used.size() > 1 || declares || !section.isCode() || section.size() % Long.BYTES != 0)
                throw refused(List.of(directive()));
            var instructions = decoded(section);
            if (instructions.size() != slots.size()) throw refused(List.of(directive()));
            Map<Integer, AssemblyReference> references = new HashMap<>();
            section.references().forEach(reference -> references.put(reference.offset(), reference));
            List<Line> lines = new ArrayList<>();
            for (var i = 0; i < instructions.size(); i++) {
                var line = slots.line(i);
                var reference = references.get(slots.offset(i));
                var instruction =
                        reference == null ? instructions.get(i) : linked(instructions.get(i), reference, line, symbols);
                lines.add(new Line(instruction, line, column(line)));
            }
            if (!problems.isEmpty()) throw refused(problems);
            return new CodeFragment(lines);
        }

        /** Data may stand between instructions. */
        private List<Instruction> decoded(AssemblySection section) {
            try {
                return Decoder.decode(section.bytes().toArray(), file.order());
            } catch (DecodeException e) {
                throw refused(List.of(directive()));
            }
        }

        private Instruction linked(
                Instruction instruction,
                AssemblyReference reference,
                int line,
                BiFunction<String, Long, Optional<SymbolReference>> symbols) {
            var name = file.symbols().get(reference.symbol()).name();
            if (!(instruction instanceof WideInstruction.Constant load)) {
                problems.add(problem(Kind.UNDEFINED, line, name, "`" + name + "` is no helper"));
                return instruction;
            }
            var found = symbols.apply(name, reference.addend());
            if (found.isEmpty()) problems.add(problem(Kind.UNDEFINED, line, name, unknown(name, reference.addend())));
            return found.<Instruction>map(symbol -> new WideInstruction.Symbol(load.dst(), symbol))
                    .orElse(instruction);
        }

        private static String unknown(String name, long offset) {
            return offset == 0
                    ? "there is no map and no global variable `" + name + "`"
                    : "there is no byte " + offset + " of a global variable `" + name + "`";
        }

        private TextProblem directive() {
            for (var line = 1; line <= written.length; line++)
                if (written[line - 1].strip().startsWith("."))
                    return problem(Kind.MISPLACED, line, ".", "only instructions and labels can stand here");
            return problem(Kind.MISPLACED, 1, "", "only instructions and labels can stand here");
        }

        private TextProblem problem(Kind kind, int line, String part, String message) {
            var at = written[line - 1].indexOf(part, column(line) - 1);
            var column = at < 0 ? column(line) : at + 1;
            return new TextProblem(
                    kind, text.name(), line, column, Math.max(1, part.length()), message, written[line - 1]);
        }

        /** Returns where the line starts, behind its labels. */
        private int column(int line) {
            var matcher = LABEL.matcher(written[line - 1]);
            return matcher.lookingAt() ? matcher.end() + 1 : 1;
        }

        private static AssemblyTextException refused(List<TextProblem> problems) {
            return new AssemblyTextException(problems);
        }
    }
}
