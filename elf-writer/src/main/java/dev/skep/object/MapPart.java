package dev.skep.object;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import java.util.Optional;

/** What the keys or the values of a map are. */
public sealed interface MapPart {
    /** The map has none. */
    MapPart NONE = new Absent();

    /** Bytes of no known type. */
    static MapPart ofSize(int bytes) {
        return new Sized(bytes);
    }

    /** Of this type, which the kernel learns too. */
    static MapPart ofType(BtfId type) {
        return new Typed(type);
    }

    /** The type, where there is one. */
    Optional<BtfId> type();

    /** How many bytes one has; 0 where there are none, or where the type has no size. */
    long size(BtfGraph types);

    /** The map has none. */
    record Absent() implements MapPart {
        @Override
        public Optional<BtfId> type() {
            return Optional.empty();
        }

        @Override
        public long size(BtfGraph types) {
            return 0;
        }
    }

    /** Bytes of no known type. */
    record Sized(int bytes) implements MapPart {
        public Sized {
            if (bytes <= 0) {
                throw new IllegalArgumentException(
                        "a key or value of " + bytes + " bytes; a map without has MapPart.NONE");
            }
        }

        @Override
        public Optional<BtfId> type() {
            return Optional.empty();
        }

        @Override
        public long size(BtfGraph types) {
            return bytes;
        }
    }

    /** Of a type. */
    record Typed(BtfId id) implements MapPart {
        @Override
        public Optional<BtfId> type() {
            return Optional.of(id);
        }

        @Override
        public long size(BtfGraph types) {
            return types.sizeOf(id).orElse(0);
        }
    }
}
