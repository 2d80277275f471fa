package dev.skep.processor.lowering;

import dev.skep.compiler.DiagnosticCode;
import dev.skep.compiler.Options;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The {@code @Bpf} classes that a class may use: those of this build, and those that an earlier one has compiled. */
public interface EarlierBuilds {
    /** There is no class but the one that is lowered. */
    EarlierBuilds NONE = new EarlierBuilds() {
        @Override
        public boolean isCompiledNow(TypeElement type) {
            return false;
        }

        @Override
        public Found find(TypeElement type, Options options) {
            return Found.not(DiagnosticCode.OTHER_CLASS, "is not there", "move it into this class");
        }
    };

    /** Returns whether a class is compiled in this build. */
    boolean isCompiledNow(TypeElement type);

    /** Returns what an earlier build has made of a class, for an object with these options. */
    Found find(TypeElement type, Options options);

    /**
     * What was found of a class.
     *
     * @param lowered null where it cannot be used
     * @param obstacle why, null where it can
     */
    record Found(@Nullable LoweredClass lowered, @Nullable Obstacle obstacle) {
        /** It can be used. */
        public static Found of(LoweredClass lowered) {
            return new Found(lowered, null);
        }

        /** It cannot be used. */
        public static Found not(DiagnosticCode code, String message, String fix) {
            return new Found(null, new Obstacle(code, message, fix));
        }

        /** Returns it, if it can be used. */
        public Optional<LoweredClass> usable() {
            return Optional.ofNullable(lowered);
        }
    }

    /**
     * Why a class cannot be used.
     *
     * @param message what stands behind the name of the member that is used
     */
    record Obstacle(DiagnosticCode code, String message, String fix) {}
}
