package dev.skep.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the types are that a command looks at. */
final class BtfSource {
    @Parameters(
            paramLabel = "FILE|OBJ.o",
            description =
                    "BTF, an ELF file with a section of it, an image of a kernel or a BTFHub archive, packed or not; - is"
                            + " standard input.")
    private String file = "";

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "The types that these go on from; of what is in /sys/kernel/btf, the kernel's without it.")
    private Optional<String> base = Optional.empty();

    /** What messages call it. */
    String file() {
        return file;
    }

    BtfInput read(StandardStreams streams) throws IOException {
        return BtfInput.read(streams, file, base);
    }
}
