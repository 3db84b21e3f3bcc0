package org.pixiecore.booter.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration keys, for consoles; {@link LdapSettings} reads them. */
@ObjectClassDefinition(
    name = "Pixiecore: LDAP booter",
    description = "Boots what a directory says. Without servers it boots nothing.")
@interface Keys {
  @AttributeDefinition(
      name = "Servers",
      description =
          "ldap://HOST:PORT or ldaps://HOST:PORT. The first that can be reached is asked.",
      required = false)
  String[] servers() default {};

  @AttributeDefinition(
      name = "StartTLS",
      description = "Whether ldap:// connections change to TLS before anything else is sent.")
  boolean startTls() default false;

  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "A PEM file of authorities that are trusted beside those that Java trusts: an absolute"
              + " path.",
      required = false)
  String trustedCertificates() default "";

  @AttributeDefinition(
      name = "Client certificate",
      description = "A PEM file with the certificate that is shown to servers: an absolute path.",
      required = false)
  String clientCertificate() default "";

  @AttributeDefinition(
      name = "Client key",
      description = "Its private key, in PEM, PKCS #8, not encrypted: an absolute path.",
      required = false)
  String clientKey() default "";

  @AttributeDefinition(
      name = "Bind DN",
      description = "As whom the directory is asked. Empty: anonymously.",
      required = false)
  String bindDn() default "";

  @AttributeDefinition(
      name = "Bind password",
      description =
          "The password itself, env:VARIABLE or file:/absolute/path; read for each connection.",
      type = AttributeType.PASSWORD,
      required = false)
  String bindPassword() default "";

  @AttributeDefinition(
      name = "SASL EXTERNAL",
      description = "Whether the client certificate says as whom the directory is asked.")
  boolean saslExternal() default false;

  @AttributeDefinition(
      name = "Allow a password in plain text",
      description = "Whether the bind password may be sent without TLS.")
  boolean allowPlaintextPassword() default false;

  @AttributeDefinition(
      name = "Base",
      description = "Where the search for machines begins, like ou=machines,dc=example,dc=com.",
      required = false)
  String base() default "";

  @AttributeDefinition(
      name = "Scope",
      description = "Whether machines are right below the base, or anywhere below it.",
      options = {
        @Option(label = "One level", value = "one"),
        @Option(label = "Subtree", value = "subtree")
      })
  String scope() default "subtree";

  @AttributeDefinition(
      name = "Schema",
      description = "Which filter, attributes and groups are meant where nothing else is set.",
      options = {
        @Option(label = "RFC 2307", value = "rfc2307"),
        @Option(label = "ISC DHCP", value = "isc-dhcp"),
        @Option(label = "None of these", value = "custom")
      })
  String schema() default "rfc2307";

  @AttributeDefinition(
      name = "Filter",
      description =
          "Finds a machine's entry. An equality with {mac} in it is tried with every form of the"
              + " MAC address. Empty: that of the schema.",
      required = false)
  String filter() default "";

  @AttributeDefinition(
      name = "Attributes",
      description =
          "MEANING=ATTRIBUTE, beside those of the schema or in their place. Meanings are file,"
              + " parameters, statements, options, kernel, initrd, cmdline, message, ipxe-script,"
              + " program, boot and once.",
      required = false)
  String[] attributes() default {};

  @AttributeDefinition(
      name = "Group attributes",
      description =
          "Attributes that hold the DNs of an entry's groups. Empty: those of the schema; none:"
              + " none.",
      required = false)
  String[] groupAttributes() default {};

  @AttributeDefinition(
      name = "Member attributes",
      description =
          "Attributes in which groups hold the DNs of their machines, like member. Empty: those of"
              + " the schema; none: none.",
      required = false)
  String[] memberAttributes() default {};

  @AttributeDefinition(
      name = "Inherit",
      description =
          "Whether entries above a machine's, up to the base, are groups that it is in. Empty: as"
              + " the schema has it.",
      required = false,
      options = {@Option(label = "Yes", value = "true"), @Option(label = "No", value = "false")})
  String inherit() default "";

  @AttributeDefinition(
      name = "Group depth",
      description = "How many steps groups of groups are followed.",
      min = "1",
      max = "16")
  int groupDepth() default SearchSettings.GROUP_DEPTH;

  @AttributeDefinition(
      name = "Default entry",
      description =
          "The DN of an entry that serves when a machine's own and its groups do not say what to"
              + " boot.",
      required = false)
  String defaultEntry() default "";

  @AttributeDefinition(
      name = "Default entry for",
      description = "Machines that the directory knows, or all.",
      options = {
        @Option(label = "Known machines", value = "known"),
        @Option(label = "All machines", value = "all")
      })
  String defaultFor() default "known";

  @AttributeDefinition(
      name = "File base",
      description =
          "Where relative file names start: the absolute path of a directory, or an http or https"
              + " URL, in which {next-server} may stand. Empty: relative names are refused.",
      required = false)
  String fileBase() default "";

  @AttributeDefinition(
      name = "File directories",
      description =
          "Absolute paths; entries may name this server's files only below one of them or below"
              + " the file base. Empty: URLs only.",
      required = false)
  String[] fileDirectories() default {};

  @AttributeDefinition(
      name = "Follow referrals",
      description = "Whether other servers that the directory refers to are asked.")
  boolean followReferrals() default false;

  @AttributeDefinition(
      name = "Referral hops",
      description = "How many referrals in a row are followed.",
      min = "1",
      max = "10")
  int referralHops() default ServerSettings.REFERRAL_HOPS;

  @AttributeDefinition(
      name = "Credentials for referrals",
      description = "Whether servers that are not among those above get the credentials too.")
  boolean referralCredentials() default false;

  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds for each server to be connected to.",
      min = "10",
      max = "60000")
  int connectTimeout() default ServerSettings.CONNECT_TIMEOUT;

  @AttributeDefinition(
      name = "Response timeout",
      description = "Milliseconds for each search.",
      min = "10",
      max = "60000")
  int responseTimeout() default ServerSettings.RESPONSE_TIMEOUT;

  @AttributeDefinition(
      name = "Time limit",
      description =
          "Milliseconds for all that is searched about one machine. Less than the booterTimeout of"
              + " org.pixiecore.core.",
      min = "10",
      max = "60000")
  int timeLimit() default ServerSettings.TIME_LIMIT;

  @AttributeDefinition(
      name = "Connections",
      description = "How many are kept open.",
      min = "1",
      max = "64")
  int connections() default ServerSettings.CONNECTIONS;

  @AttributeDefinition(
      name = "Ranking",
      description = "Of several booters that are for a machine, the one with the highest serves.",
      required = false)
  int ranking() default LdapSettings.RANKING;
}
