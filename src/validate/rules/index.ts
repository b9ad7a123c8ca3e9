// The table of all rules; validate, explain and docs/rules.md all read it.

import type { Rule } from "../rule.ts";
import { choices } from "./card/choices.ts";
import { credential } from "./card/credential.ts";
import { credentialQuery } from "./card/credential-query.ts";
import { filepath } from "./card/filepath.ts";
import { headerCookie } from "./card/header-cookie.ts";
import { headerDuplicate } from "./card/header-duplicate.ts";
import { headerForbidden } from "./card/header-forbidden.ts";
import { headerName } from "./card/header-name.ts";
import { headerValue } from "./card/header-value.ts";
import { headerVariable } from "./card/header-variable.ts";
import { iconOrigin } from "./card/icon-origin.ts";
import { iconSize } from "./card/icon-size.ts";
import { iconSource } from "./card/icon-source.ts";
import { iconSvg } from "./card/icon-svg.ts";
import { iconTypeRule } from "./card/icon-type.ts";
import { legacyMember } from "./card/legacy-member.ts";
import { metaKey } from "./card/meta-key.ts";
import { nameEdge } from "./card/name-edge.ts";
import { nameFlipped } from "./card/name-flipped.ts";
import { nameNamespace } from "./card/name-namespace.ts";
import { nameOwner } from "./card/name-owner.ts";
import { nestedTemplate } from "./card/nested-template.ts";
import { privateHost } from "./card/private-host.ts";
import { protocolTransport } from "./card/protocol-transport.ts";
import { protocolVersion } from "./card/protocol-version.ts";
import { remoteHttp } from "./card/remote-http.ts";
import { remotesDuplicate } from "./card/remotes-duplicate.ts";
import { remotesNone } from "./card/remotes-none.ts";
import { repositorySubfolder } from "./card/repository-subfolder.ts";
import { requiredValue } from "./card/required-value.ts";
import { secretFlag } from "./card/secret-flag.ts";
import { secretLiteral } from "./card/secret-literal.ts";
import { size } from "./card/size.ts";
import { sse } from "./card/sse.ts";
import { templateForm } from "./card/template-form.ts";
import { templateScheme } from "./card/template-scheme.ts";
import { textConfusable } from "./card/text-confusable.ts";
import { textHygiene } from "./card/text-hygiene.ts";
import { textInstruction } from "./card/text-instruction.ts";
import { unusedVariable } from "./card/unused-variable.ts";
import { urlFragment } from "./card/url-fragment.ts";
import { urlHost } from "./card/url-host.ts";
import { urlHttp } from "./card/url-http.ts";
import { urlScheme } from "./card/url-scheme.ts";
import { urlUserinfo } from "./card/url-userinfo.ts";
import { urlVariable } from "./card/url-variable.ts";
import { valueChoices } from "./card/value-choices.ts";
import { valueFormat } from "./card/value-format.ts";
import { versionBlank } from "./card/version-blank.ts";
import { versionLatest } from "./card/version-latest.ts";
import { versionPortable } from "./card/version-portable.ts";
import { versionRange } from "./card/version-range.ts";
import { versionSemver } from "./card/version-semver.ts";
import { ardCapabilities } from "./catalog/ard-capabilities.ts";
import { ardDisplayName } from "./catalog/ard-display-name.ts";
import { ardIdentifierRule } from "./catalog/ard-identifier.ts";
import { ardQueries } from "./catalog/ard-queries.ts";
import { credentialOfCatalog } from "./catalog/credential.ts";
import { digestMismatch } from "./catalog/digest-mismatch.ts";
import { duplicateIdentifier } from "./catalog/duplicate-identifier.ts";
import { entryHttp } from "./catalog/entry-http.ts";
import { entryType } from "./catalog/entry-type.ts";
import { entryUrl } from "./catalog/entry-url.ts";
import { extensionKey } from "./catalog/extension-key.ts";
import { identifierForm } from "./catalog/identifier-form.ts";
import { identifierPublisher } from "./catalog/identifier-publisher.ts";
import { inlineDisplayName } from "./catalog/inline-display-name.ts";
import { inlineName } from "./catalog/inline-name.ts";
import { inlineVersion } from "./catalog/inline-version.ts";
import { logo } from "./catalog/logo.ts";
import { relativeUrl } from "./catalog/relative-url.ts";
import { renamedMember } from "./catalog/renamed-member.ts";
import { signatureAlgorithm } from "./catalog/signature-algorithm.ts";
import { signatureForm } from "./catalog/signature-form.ts";
import { specVersion } from "./catalog/spec-version.ts";
import { tag } from "./catalog/tag.ts";
import { textHygieneOfCatalog } from "./catalog/text-hygiene.ts";
import { textInstructionOfCatalog } from "./catalog/text-instruction.ts";
import { trustDigest } from "./catalog/trust-digest.ts";
import { trustManifest } from "./catalog/trust-manifest.ts";
import { trustSigner } from "./catalog/trust-signer.ts";
import { trustSubject } from "./catalog/trust-subject.ts";
import { typeConflict } from "./catalog/type-conflict.ts";
import { updatedAt } from "./catalog/updated-at.ts";

/** Every rule, in the order of docs/rules.md. */
export const rules: readonly Rule[] = [
  choices,
  credentialQuery,
  credential,
  filepath,
  headerCookie,
  headerDuplicate,
  headerForbidden,
  headerName,
  headerValue,
  headerVariable,
  iconOrigin,
  iconSize,
  iconSource,
  iconSvg,
  iconTypeRule,
  legacyMember,
  metaKey,
  nameEdge,
  nameFlipped,
  nameNamespace,
  nameOwner,
  nestedTemplate,
  privateHost,
  protocolTransport,
  protocolVersion,
  remoteHttp,
  remotesDuplicate,
  remotesNone,
  repositorySubfolder,
  requiredValue,
  secretFlag,
  secretLiteral,
  size,
  sse,
  templateForm,
  templateScheme,
  textConfusable,
  textHygiene,
  textInstruction,
  unusedVariable,
  urlFragment,
  urlHost,
  urlHttp,
  urlScheme,
  urlUserinfo,
  urlVariable,
  valueChoices,
  valueFormat,
  versionBlank,
  versionLatest,
  versionPortable,
  versionRange,
  versionSemver,
  ardCapabilities,
  ardDisplayName,
  ardIdentifierRule,
  ardQueries,
  credentialOfCatalog,
  digestMismatch,
  duplicateIdentifier,
  entryHttp,
  entryType,
  entryUrl,
  extensionKey,
  identifierForm,
  identifierPublisher,
  inlineDisplayName,
  inlineName,
  inlineVersion,
  logo,
  relativeUrl,
  renamedMember,
  signatureAlgorithm,
  signatureForm,
  specVersion,
  tag,
  textHygieneOfCatalog,
  textInstructionOfCatalog,
  trustDigest,
  trustManifest,
  trustSigner,
  trustSubject,
  typeConflict,
  updatedAt,
];
