package dev.skep.processor.source;

import com.sun.source.tree.Tree;
import java.util.Locale;
import java.util.Map;

/** What messages call a piece of source that cannot run in the kernel, and what to write instead. */
public record Words(String name, String instead) {
    private static final String INTEGERS = "count in integers, of a smaller unit where it must be";
    private static final String RESULTS = "return a result and test it with `if`";
    private static final String CALLBACK =
            "hand it to what calls back, such as Kernel.loop, or write a static method and call it";
    private static final String TOP = "declare it in the class, outside of methods";
    private static final String OTHERWISE = "write it with integers, structs, records, maps and plain control flow";

    // spotless:off
    private static final Map<Tree.Kind, Words> WORDS = Map.ofEntries(
            Map.entry(Tree.Kind.FLOAT_LITERAL,      new Words("floating point",     INTEGERS)),
            Map.entry(Tree.Kind.DOUBLE_LITERAL,     new Words("floating point",     INTEGERS)),
            Map.entry(Tree.Kind.LAMBDA_EXPRESSION,  new Words("a lambda",           CALLBACK)),
            Map.entry(Tree.Kind.MEMBER_REFERENCE,   new Words("a method reference", CALLBACK)),
            Map.entry(Tree.Kind.INSTANCE_OF,        new Words("`instanceof`",       "memory has one type here: drop the test")),
            Map.entry(Tree.Kind.THROW,              new Words("`throw`",            RESULTS)),
            Map.entry(Tree.Kind.CATCH,              new Words("`catch`",            RESULTS)),
            Map.entry(Tree.Kind.ASSERT,             new Words("`assert`",           RESULTS)),
            Map.entry(Tree.Kind.SYNCHRONIZED,       new Words("`synchronized`",     "use the atomic operations of a cell")),
            Map.entry(Tree.Kind.CLASS,              new Words("a local class",      TOP)),
            Map.entry(Tree.Kind.RECORD,             new Words("a local record",     TOP)),
            Map.entry(Tree.Kind.ENUM,               new Words("a local enum",       TOP)),
            Map.entry(Tree.Kind.INTERFACE,          new Words("a local interface",  TOP)));
    // spotless:on

    /** Returns the words for a tree. */
    public static Words of(Tree tree) {
        var words = WORDS.get(tree.getKind());
        return words != null ? words : new Words("`" + shorten(tree) + "`", OTHERWISE);
    }

    private static String shorten(Tree tree) {
        var text = tree.toString().strip();
        var line = text.indexOf('\n');
        return line < 0 ? text : tree.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
