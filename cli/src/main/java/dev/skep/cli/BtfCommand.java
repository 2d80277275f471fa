package dev.skep.cli;

import picocli.CommandLine.Command;

/** {@code skep btf}: what can be done with types alone. */
@Command(
        name = "btf",
        description = "Prints BTF types, or takes some of them out.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Skep.Version.class)
final class BtfCommand {}
