package dev.skep.lang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A program on the ingress or egress of a network device, attached as a {@code tc} filter in direct-action mode. Kernel 4.4. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Hook(section = "classifier", context = SkBuff.class, verdict = TcAction.class)
public @interface Tc {}
