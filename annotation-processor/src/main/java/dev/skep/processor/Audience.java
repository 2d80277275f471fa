package dev.skep.processor;

import dev.skep.compiler.StageListener;
import java.util.function.Consumer;

/**
 * Who wants to know what is made.
 *
 * @param reader is given reports, each in whole lines, in the order of the classes
 * @param observer looks on while each object is made
 */
record Audience(Consumer<String> reader, StageListener observer) {}
