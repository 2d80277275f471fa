package dev.skep.object;

import java.util.List;
import java.util.Optional;

/** What the object says about the maps inside a map of maps. */
public sealed interface MapSlots {
    /** Nothing: the values are no maps, or user space says what they are. */
    MapSlots NONE = new Unspecified();

    /** What it says, if it does. */
    Optional<InnerMaps> inner();

    /** Nothing. */
    record Unspecified() implements MapSlots {
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
}
