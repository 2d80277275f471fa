/** The command line. */
module dev.skep.cli {
    requires static org.jspecify;
    requires java.compiler;
    requires dev.skep.processor;
    requires info.picocli;
    requires dev.skep.dsl;

    exports dev.skep.cli;

    opens dev.skep.cli to
            info.picocli;
}
