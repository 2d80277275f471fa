package dev.skep.cli;

import dev.skep.asm.TextStyle;
import dev.skep.asm.text.Dialect;
import dev.skep.elf.ElfFormatException;
import dev.skep.object.text.Disassembler;
import dev.skep.object.text.ObjdumpListing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skep disasm}: objects, or bare code, to text that {@code skep asm} takes back. */
@Command(
        name = "disasm",
        description = "Writes objects, or with --raw bare code, as text that skep asm takes back.",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class DisasmCommand implements Callable<Integer> {
    private static final int SIZE_LIMIT = 1 << 28;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "OBJ.o",
            description = "The objects, or files with code; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "-d", paramLabel = "DIR", description = "Write NAME.s there; without it, to standard output.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--raw", description = "The inputs are code, without a file around it.")
    private boolean raw;

    @Option(names = "--endian", paramLabel = "little|big", description = "The byte order of --raw; without it, little.")
    private Endian endian = Endian.LITTLE;

    @Option(
            names = "--dialect",
            paramLabel = "llvm|gnu|ubpf",
            description = "How to write instructions; without it, llvm.")
    private Dialect dialect = Dialect.LLVM;

    @Option(
            names = "--objdump",
            description = "Write what llvm-objdump-19 -d writes, for tools that read that: skep asm does not.")
    private boolean objdump;

    @Option(
            names = "--mcpu",
            paramLabel = "v1..v4",
            description = "With --objdump: from v3 on, w registers around memory.")
    private String level = "v1";

    DisasmCommand(StandardStreams streams) {
        this.streams = streams;
    }

    /** Goes on after a file that is no object, and writes nothing then. */
    @Override
    public Integer call() throws IOException {
        if (objdump && (raw || dialect != Dialect.LLVM)) {
            throw new ParameterException(spec.commandLine(), "--objdump is for objects, in dialect llvm");
        }
        if (!level.matches("v[1-4]")) {
            throw new ParameterException(spec.commandLine(), "--mcpu is one of v1, v2, v3, v4");
        }
        String place = folder.isPresent() ? "" : StandardStreams.NAME;
        var outputs = new Outputs(streams, spec, place, folder.orElse(Path.of("")), ".s");
        boolean wrong = false;
        var text = new ByteArrayOutputStream();
        boolean alone = files.size() == 1
                && folder.isEmpty(); // nothing of a bad file is written, and no other has to be waited for
        for (String file : files) {
            try {
                disassemble(file, streams.read(file, SIZE_LIMIT), alone ? streams.out() : text);
                if (folder.isPresent()) {
                    outputs.add(file, text.toByteArray());
                    text.reset();
                }
            } catch (ElfFormatException | InputException | IOException e) {
                spec.commandLine().getErr().println("skep disasm: " + file + ": " + e.getMessage());
                wrong = true;
            }
        }
        if (wrong) {
            return ExitCode.SOFTWARE;
        }
        text.writeTo(streams.out());
        streams.out().flush();
        outputs.write();
        return ExitCode.OK;
    }

    private void disassemble(String file, byte[] bytes, OutputStream out) throws IOException {
        if (objdump) {
            boolean halves = level.charAt(1) >= '3';
            ObjdumpListing.write(file, bytes, halves ? TextStyle.OBJDUMP_HALVES : TextStyle.OBJDUMP, out);
        } else if (raw) {
            out.write(Disassembler.code(bytes, endian.order(), dialect).getBytes(StandardCharsets.UTF_8));
        } else {
            Disassembler.write(bytes, dialect, out);
        }
    }
}
