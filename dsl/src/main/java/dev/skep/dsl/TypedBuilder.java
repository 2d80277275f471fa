package dev.skep.dsl;

import dev.skep.dsl.context.KernelWords;
import dev.skep.ir.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a program whose arguments the kernel's BTF types.
 *
 * @param <A> what it returns
 */
public final class TypedBuilder<A> extends ProgramBuilder<KernelWords, A> {
    private final KernelSignature signature;
    private final TypedKind kind;
    private final Map<KernelWord, Value> words = new LinkedHashMap<>();
    private final Origin start;

    TypedBuilder(Body body, KernelSignature signature, TypedKind kind, Returned<A> returned) {
        super(body, KernelWords.CONTEXT, returned);
        this.signature = signature;
        this.kind = kind;
        kind.requireLicense(body.rules());
        var handed = signature.words(kind);
        body.rules().requireMember(signature.toString(), handed.size());
        var context = context().pointer();
        for (var word : handed) words.put(word, word.load(body, context, words.size() * Long.BYTES, kind));
        this.start = body.here();
    }

    /**
     * An argument: a number, or a struct of the kernel, whose fields are read directly.
     *
     * @throws IllegalArgumentException when it is one of another signature
     * @throws IllegalStateException when it is the result, and programs of this kind get none
     */
    public <V> V argument(KernelArgument<V> argument) {
        return argument.held(start, word(argument));
    }

    /**
     * An argument that may be null, when it is not.
     *
     * @throws IllegalArgumentException when it is one of another signature
     * @throws IllegalStateException when it is the result, and programs of this kind get none; in a callback
     */
    public Maybe<KernelObject, A> nullable(NullableArgument argument) {
        start.requireHere("the argument");
        var word = word(argument);
        return new Maybe<>(
                this, "`" + argument.name() + "`", Presence.of(body(), word, () -> argument.held(start, word)));
    }

    private Value word(KernelWord word) {
        var value = words.get(word);
        if (value == null) throw signature.missing(word, kind);
        body().statement();
        return value;
    }
}
