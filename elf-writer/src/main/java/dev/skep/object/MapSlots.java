package dev.skep.object;

import java.util.List;
import java.util.Optional;

/** What the object says about the maps or programs inside a map. */
public sealed interface MapSlots {
    /** Nothing: the values are neither, or user space says what they are. */
    MapSlots NONE = new Unspecified();

    /** The names of what is in the first slots; an empty name leaves a slot empty. */
    List<String> initial();

    /** What it says about inner maps, if it does. */
    Optional<InnerMaps> inner();

    /** Nothing. */
    record Unspecified() implements MapSlots {
        @Override
        public List<String> initial() {
            return List.of();
        }

        @Override
        public Optional<InnerMaps> inner() {
            return Optional.empty();
        }
    }

    /**
     * The values are maps.
     *
     * @param template what every inner map is like; its name does not matter
     * @param initial the names of the maps in the first slots; an empty name leaves a slot empty
     */
    record InnerMaps(BpfMap template, List<String> initial) implements MapSlots {
        public InnerMaps {
            initial = List.copyOf(initial);
        }

        @Override
        public Optional<InnerMaps> inner() {
            return Optional.of(this);
        }
    }

    /**
     * The values are programs to tail-call, put there by the loader. aya takes no object with such a map: put them there at run time
     * where it matters.
     *
     * @param initial the names of the entry programs in the first slots; an empty name leaves a slot empty
     */
    record Programs(List<String> initial) implements MapSlots {
        public Programs {
            initial = List.copyOf(initial);
        }

        @Override
        public Optional<InnerMaps> inner() {
            return Optional.empty();
        }
    }
}
