package dev.skep.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.skep.architecture.Room.ASSEMBLER;
import static dev.skep.architecture.Room.CLI;
import static dev.skep.architecture.Room.COMPILER;
import static dev.skep.architecture.Room.DSL;
import static dev.skep.architecture.Room.ELF_WRITER;
import static dev.skep.architecture.Room.PROCESSOR;
import static dev.skep.architecture.Room.SAMPLES;
import static dev.skep.architecture.Room.TESTKIT;
import static dev.skep.architecture.Skep.CLASSES;

import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what each room may not know. */
class ArrowsTest {
    @Test
    void arrowsGoOneWay() {
        LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture();
        for (Room room : Room.values()) {
            rooms = rooms.layer(room.name()).definedBy(room.packages());
        }
        rooms = mayUse(rooms, ASSEMBLER);
        rooms = mayUse(rooms, TESTKIT);
        rooms = mayUse(rooms, ELF_WRITER, ASSEMBLER);
        rooms = mayUse(rooms, COMPILER, ASSEMBLER, ELF_WRITER);
        rooms = mayUse(rooms, DSL, ASSEMBLER, ELF_WRITER, COMPILER);
        rooms = mayUse(rooms, PROCESSOR, ASSEMBLER, ELF_WRITER, COMPILER, DSL);
        rooms = mayUse(rooms, CLI, ASSEMBLER, ELF_WRITER, COMPILER, DSL, PROCESSOR);
        rooms = mayUse(rooms, SAMPLES, ASSEMBLER, ELF_WRITER, COMPILER, DSL, TESTKIT);
        rooms.check(CLASSES);
    }

    @Test
    void theLeavesDependOnTheJdkOnly() {
        for (Room leaf : new Room[] {ASSEMBLER, ELF_WRITER}) {
            classes()
                    .that(resideInAnyPackage(leaf.packages()))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(ASSEMBLER.packages())
                            .or(resideInAnyPackage(ELF_WRITER.packages()))
                            .or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheProcessorAndTheCommandsKnowThatJavaSourceExists() {
        String[] javac = {"com.sun.source..", "javax.annotation.processing..", "javax.lang.model..", "javax.tools.."};
        noClasses()
                .that(resideOutsideOfPackages(both(PROCESSOR, CLI)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(javac))
                .check(CLASSES);
    }

    @Test
    void theProcessorUsesNoInternalsOfJavac() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.tools..", "sun..", "jdk.internal.."))
                .check(CLASSES);
    }

    @Test
    void theTwoFrontEndsDoNotKnowEachOther() {
        noClasses()
                .that(resideInAnyPackage("dev.skep.dsl.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.skep.lang.."))
                .check(CLASSES);
        noClasses()
                .that(resideInAnyPackage("dev.skep.lang..", "dev.skep.processor.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.skep.dsl.."))
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.skep.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageIsADrawer() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideOutsideOfPackages(SAMPLES.packages()))
                .should()
                .beFinal()
                .because("globals belong to BPF programs, which only the samples hold")
                .check(CLASSES);
    }

    private static LayeredArchitecture mayUse(LayeredArchitecture rooms, Room user, Room... used) {
        String[] names = Stream.of(used).map(Room::name).toArray(String[]::new);
        return names.length == 0
                ? rooms.whereLayer(user.name()).mayNotAccessAnyLayer()
                : rooms.whereLayer(user.name()).mayOnlyAccessLayers(names);
    }

    private static String[] both(Room one, Room other) {
        return Stream.of(one, other)
                .flatMap(room -> Arrays.stream(room.packages()))
                .toArray(String[]::new);
    }
}
