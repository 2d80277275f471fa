/** Programs to read, copy and run. */
module dev.skep.samples {
    requires static org.jspecify;
    requires dev.skep.dsl;
    requires dev.skep.testkit;
}
