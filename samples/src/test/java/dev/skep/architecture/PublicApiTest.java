package dev.skep.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.skep.architecture.Skep.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the modules show to the world. */
class PublicApiTest {
    @Test
    void publicApiNeverMentionsAnInternalType() {
        classes()
                .that()
                .resideOutsideOfPackages("..internal..")
                .and()
                .arePublic()
                .should(mentionNoInternalType())
                .check(CLASSES);
    }

    @ParameterizedTest
    @EnumSource(Room.class)
    void internalPackagesAreNotExported(Room room) {
        Set<String> exported = descriptor(room).exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());

        assertThat(exported).noneMatch(name -> name.matches(".*\\.internal(\\..*)?"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSEMBLER", "ELF_WRITER"})
    void theLeavesRequireTheJdkOnlyAtRunTime(Room leaf) {
        Set<String> required = descriptor(leaf).requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toSet());

        assertThat(required).isSubsetOf("java.base", Room.ASSEMBLER.module());
    }

    private static ModuleDescriptor descriptor(Room room) {
        ModuleDescriptor found = descriptors().get(room.module());
        if (found == null) {
            throw new AssertionError("no module " + room.module() + " on the class path");
        }
        return found;
    }

    private static Map<String, ModuleDescriptor> descriptors() {
        Map<String, ModuleDescriptor> descriptors = new HashMap<>();
        try {
            for (URL url : urls("module-info.class")) {
                try (InputStream stream = url.openStream()) {
                    ModuleDescriptor descriptor = ModuleDescriptor.read(stream);
                    descriptors.put(descriptor.name(), descriptor);
                }
            }
            return descriptors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<URL> urls(String resource) throws IOException {
        List<URL> urls = new ArrayList<>();
        PublicApiTest.class.getClassLoader().getResources(resource).asIterator().forEachRemaining(urls::add);
        return urls;
    }

    private static ArchCondition<JavaClass> mentionNoInternalType() {
        return new ArchCondition<>("mention no internal type") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                superTypes(type).forEach(mentioned -> report(type, type.getName(), mentioned, events));
                type.getMembers().stream().filter(PublicApiTest::isVisible).forEach(member -> signature(member)
                        .forEach(mentioned -> report(type, member.getFullName(), mentioned, events)));
            }
        };
    }

    private static void report(JavaClass owner, String place, JavaClass mentioned, ConditionEvents events) {
        if (mentioned.getPackageName().matches("dev\\.skep\\..*\\.internal(\\..*)?")) {
            events.add(SimpleConditionEvent.violated(owner, place + " mentions " + mentioned.getName()));
        }
    }

    private static Stream<JavaClass> superTypes(JavaClass type) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(superType -> superType.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        if (member instanceof JavaCodeUnit code) {
            Stream<JavaType> types = Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
            return Stream.concat(
                    types.flatMap(type -> type.getAllInvolvedRawTypes().stream()), code.getExceptionTypes().stream());
        }
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
