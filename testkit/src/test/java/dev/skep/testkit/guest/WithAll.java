package dev.skep.testkit.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test that boots kernels: {@code ./check --all} runs it, or {@code -Dskep.all=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "skep.all", matches = "true", disabledReason = "boots kernels: ./check --all does")
@interface WithAll {}
