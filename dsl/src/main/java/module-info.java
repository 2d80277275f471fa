/** The fluent API, and the words of annotated Java. */
module dev.skep.dsl {
    requires static org.jspecify;
    requires transitive dev.skep.compiler;

    exports dev.skep.dsl;
    exports dev.skep.dsl.context;
    exports dev.skep.dsl.net;
    exports dev.skep.dsl.uapi;
    exports dev.skep.lang;
    exports dev.skep.lang.companion;
    exports dev.skep.lang.net;
}
