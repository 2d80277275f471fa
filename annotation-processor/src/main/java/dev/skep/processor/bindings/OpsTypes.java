package dev.skep.processor.bindings;

import dev.skep.btf.BtfIndex;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where structs of functions are found: in the types of a kernel that were named, else in those that come with the processor. */
public final class OpsTypes {
    private final List<BtfIndex> given;

    /** Takes the types that were named, if any were. */
    public OpsTypes(List<BtfIndex> given) {
        this.given = List.copyOf(given);
    }

    /** Returns the struct of that name. */
    public Optional<OpsLayout> find(String name) {
        return Stream.concat(given.stream(), Stream.of(Catalogue.structOps()))
                .flatMap(types -> find(types, name).stream())
                .findFirst();
    }

    private static Optional<OpsLayout> find(BtfIndex types, String name) {
        return types.find(BtfKind.STRUCT, name)
                .map(types::type)
                .map(struct -> new OpsLayout(types, (BtfType.Struct) struct));
    }
}
