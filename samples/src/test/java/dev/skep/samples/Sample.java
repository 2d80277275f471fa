package dev.skep.samples;

import java.nio.file.Path;

/** The objects that javac made of the samples. */
enum Sample {
    EXEC_LOG("ExecLog"),
    PACKET_COUNTER("PacketCounter"),
    PORT_GUARD("PortGuard");

    private final String type;

    Sample(String type) {
        this.type = type;
    }

    /** The source file, as line info names it: below its source folder. */
    String source() {
        return "dev/skep/samples/" + type + ".java";
    }

    Path object() {
        return Path.of("target/classes/META-INF/bpf/dev.skep.samples." + type + ".bpf.o");
    }
}
