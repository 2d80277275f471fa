package dev.skep.dsl;

import dev.skep.ir.MemoryKind;
import dev.skep.ir.build.Variable;
import java.util.ArrayList;
import java.util.List;

/** A local variable that refers to a struct, an array or bytes: now to this one, now to that. All of them lie in memory of one kind. */
public final class Ref<V extends Storable<V>> {
    private final Type<V> type;
    private final Origin origin;
    private final Variable variable;
    private final MemoryKind kind;
    private final List<Access> accesses = new ArrayList<>();

    Ref(Type<V> type, V initial, Place place, Body body) {
        type.require(body, initial);
        var ir = body.statement();
        var address = place.address();
        this.type = type;
        this.origin = body.here();
        this.kind = place.kind();
        this.variable = ir.newVariable(type.toString(), address.type());
        accesses.add(place.access());
        ir.write(variable, address);
    }

    /** What it refers to here. */
    public V get() {
        origin.requireHere("the reference, as something that changes,");
        var body = origin.body();
        var address = body.statement().read(variable);
        return type.read(new Place(body.here(), address, 0, new Any(accesses)));
    }

    /** Refers to something else. */
    public void set(V value) {
        origin.requireHere("the reference, as something that changes,");
        var body = origin.body();
        type.require(body, value);
        var place = Whereabouts.of(value);
        if (place.kind() != kind) {
            throw new IllegalArgumentException("this lies in " + place.kind().text()
                    + " memory, what the reference was made with in " + kind.text());
        }
        var ir = body.statement();
        accesses.add(place.access());
        ir.write(variable, place.address());
    }

    /** Memory that may be any of several. */
    private record Any(List<Access> accesses) implements Access {
        @Override
        public void requireReadable() {
            accesses.forEach(Access::requireReadable);
        }

        @Override
        public void requireWritable() {
            accesses.forEach(Access::requireWritable);
        }

        @Override
        public boolean isLoose() {
            return accesses.stream().anyMatch(Access::isLoose);
        }
    }
}
