/** Compiles @Bpf classes while javac compiles them. */
module dev.skep.processor {
    requires static org.jspecify;
    requires transitive java.compiler;
    requires jdk.compiler;
    requires com.palantir.javapoet;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
    requires transitive dev.skep.compiler;
    requires dev.skep.dsl;

    exports dev.skep.processor;
    exports dev.skep.processor.bindings;
    exports dev.skep.processor.unpack;

    provides javax.annotation.processing.Processor with
            dev.skep.processor.BpfProcessor;
}
