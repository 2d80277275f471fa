/** Test infrastructure: the running kernel and other judges that Skep did not write. */
module dev.skep.testkit {
    requires static org.jspecify;
    requires com.sun.jna;
    requires info.picocli;
    requires org.opentest4j;
    requires org.tukaani.xz;

    exports dev.skep.testkit;
    exports dev.skep.testkit.guest;
    exports dev.skep.testkit.loader;
    exports dev.skep.testkit.matrix;
    exports dev.skep.testkit.packages;

    opens dev.skep.testkit.matrix to
            info.picocli;
}
