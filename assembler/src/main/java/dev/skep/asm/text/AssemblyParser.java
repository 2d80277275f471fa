package dev.skep.asm.text;

import dev.skep.asm.Decoder;
import dev.skep.asm.Instruction;
import java.util.List;

/** Reads assembly text. Its grammar is that of this package. */
public final class AssemblyParser {
    private AssemblyParser() {}

    /**
     * Reads a text.
     *
     * @throws AssemblyTextException with every mistake in it
     */
    public static AssemblyFile parse(SourceText text, AssemblyOptions options) {
        var problems = new Problems(text);
        var draft = new Draft(options.order(), options.jumps() == AssemblyOptions.Jumps.RELAXED, text.bytes().length);
        new Statements(text.bytes(), draft, options, problems).read();
        problems.refuse();
        if (options.jumps() == AssemblyOptions.Jumps.RELAXED) {
            new Relaxation(draft).apply();
        }
        AssemblyFile file = new Resolver(text.name(), draft, problems).resolve();
        problems.refuse();
        return file;
    }

    /**
     * Reads one instruction. It can refer to no symbol.
     *
     * @throws AssemblyTextException if the text is anything else
     */
    public static Instruction instruction(String text, AssemblyOptions options) {
        SourceText source = SourceText.of("instruction", text);
        AssemblyFile file = parse(source, options);
        List<Instruction> instructions =
                Decoder.decode(file.sections().get(0).bytes().toArray(), options.order());
        if (instructions.size() != 1 || !file.sections().get(0).references().isEmpty()) {
            throw new AssemblyTextException(List.of(new TextProblem(
                    TextProblem.Kind.SYNTAX,
                    source.name(),
                    1,
                    1,
                    1,
                    "expected one instruction without symbols",
                    text)));
        }
        return instructions.get(0);
    }
}
