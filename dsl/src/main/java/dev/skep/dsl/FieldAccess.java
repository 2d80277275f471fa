package dev.skep.dsl;

import dev.skep.kernel.ContextAccess;
import java.util.Optional;
import java.util.Set;

/** What programs may do with a field of a context: as the kernel's table says; fields that are in no table can be read. */
record FieldAccess(Rules rules, String struct, String field) implements Access {
    @Override
    public void requireReadable() {
        row().ifPresent(access -> {
            rules.requireKernel(access.since(), "`" + name() + "`");
            rules.program().filter(kind -> !access.isReadBy(kind)).ifPresent(kind -> {
                throw new IllegalStateException("`" + name() + "` is not for programs of section `" + kind.word()
                        + "`: only " + ContextAccess.text(access.readers()) + " may read it");
            });
        });
    }

    @Override
    public void requireWritable() {
        Set<String> writers = row().map(ContextAccess::writers).orElse(Set.of());
        var allowed = row().filter(
                        access -> rules.program().map(access::isWrittenBy).orElse(!writers.isEmpty()))
                .isPresent();
        if (!allowed)
            throw new IllegalStateException("`" + name() + "` cannot be written: "
                    + (writers.isEmpty() ? "no program" : "only " + ContextAccess.text(writers)) + " may write it");
    }

    private String name() {
        return struct + "." + field;
    }

    private Optional<ContextAccess> row() {
        return ContextAccess.of(struct, field);
    }
}
