package dev.skep.testkit.matrix;

import dev.skep.testkit.loader.Judgement;
import java.nio.file.Path;

/**
 * What is judged.
 *
 * @param object the object's file
 * @param program one of its programs; {@link Judgement#WHOLE_OBJECT} where no judge could name any
 */
public record Row(Path object, String program) {}
