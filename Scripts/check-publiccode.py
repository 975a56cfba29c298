#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Check publiccode.yml against the standard, version 0.7: mandatory keys, closed lists, lengths.

    python3 Scripts/check-publiccode.py [publiccode.yml]

Prints every problem with its key and ends with status 1 if there is one. Needs PyYAML.
The standard: https://yml.publiccode.tools/schema.core.html
"""
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
         "standalone/other", "addon", "library", "configurationFiles"}
SCOPES = set("""agriculture culture defence education emergency-services employment energy environment
finance-and-economic-development foreign-affairs healthcare infrastructures justice local-authorities
manufacturing research science-and-technology security society sport tourism transportation welfare""".split())
# Those of the controlled list of categories that a program like this one may choose from.
CATEGORIES = set("""business-intelligence business-process-management collaboration communications
compliance-management content-management data-analytics data-collection data-visualization
digital-asset-management digital-citizenship document-management geographic-information-systems
knowledge-management office predictive-analysis project-collaboration project-management survey
task-management workflow-management""".split())
DEPRECATED = {"monochromeLogo", "inputTypes", "outputTypes", "it", "IT"}
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


def check(d):
    problems = []

    def need(condition, key, text):
        if not condition:
            problems.append(f"{key}: {text}")

    def is_list(value):
        return isinstance(value, list) and value and all(isinstance(v, str) for v in value)

    need(d.get("publiccodeYmlVersion") == "0.7", "publiccodeYmlVersion", "must be the string \"0.7\"")
    need(isinstance(d.get("name"), str) and d.get("name"), "name", "is mandatory")
    need(re.match(r"^(https?|git|ssh)://\S+$", str(d.get("url"))), "url", "must be the URL of the repository")
    need(is_list(d.get("platforms")), "platforms", "must be a list")
    need(is_list(d.get("categories")), "categories", "must be a list")
    for category in d.get("categories") or []:
        need(category in CATEGORIES, "categories", f"{category} is not known here")
    need(d.get("developmentStatus") in STATUS, "developmentStatus", f"must be one of {sorted(STATUS)}")
    need(d.get("softwareType") in TYPES, "softwareType", f"must be one of {sorted(TYPES)}")
    if "releaseDate" in d:
        need(DATE.match(str(d["releaseDate"])), "releaseDate", "must be YYYY-MM-DD")
    for key in DEPRECATED & d.keys():
        problems.append(f"{key}: is deprecated")
    for scope in (d.get("intendedAudience") or {}).get("scope", []):
        need(scope in SCOPES, "intendedAudience/scope", f"{scope} is not in the standard's list")

    descriptions = d.get("description") or {}
    need(descriptions, "description", "needs at least one language")
    for language, text in descriptions.items():
        key = f"description/{language}"
        need(LANGUAGE.match(language), key, "is no language tag")
        short, long = text.get("shortDescription", ""), text.get("longDescription", "").strip()
        need(0 < len(short) <= 150, f"{key}/shortDescription", f"has {len(short)} characters, at most 150")
        need(150 <= len(long) <= 10000, f"{key}/longDescription", f"has {len(long)} characters, 150 to 10000")
        need(is_list(text.get("features")), f"{key}/features", "is mandatory")
        need("genericName" not in text, f"{key}/genericName", "is deprecated")

    legal = d.get("legal") or {}
    need(legal.get("license") == "EUPL-1.2", "legal/license", "must be EUPL-1.2, as in LICENSE")
    need(not {"repoOwner", "authorsFile"} & legal.keys(), "legal", "holds a deprecated key")

    maintenance = d.get("maintenance") or {}
    kind = maintenance.get("type")
    need(kind in {"internal", "contract", "community", "none"}, "maintenance/type", "has an unknown value")
    if kind in {"internal", "community"}:
        contacts = maintenance.get("contacts") or []
        need(contacts and all(c.get("name") for c in contacts), "maintenance/contacts", "each needs a name")
    need(("contractors" in maintenance) == (kind == "contract"), "maintenance/contractors",
         "must be there for a contract, and only then")

    localisation = d.get("localisation") or {}
    need(isinstance(localisation.get("localisationReady"), bool), "localisation/localisationReady", "must be true or false")
    languages = localisation.get("availableLanguages")
    need(is_list(languages) and all(map(LANGUAGE.match, languages or [])), "localisation/availableLanguages",
         "must be a list of language tags")

    for kind in ("software", "hardware"):
        for dependency in (d.get("dependsOn") or {}).get(kind, []):
            need(dependency.get("name"), f"dependsOn/{kind}", "each needs a name")
    need(d.get("softwareVersion") in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "softwareVersion",
         "does not stand in CHANGELOG.md")
    return problems


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "publiccode.yml"
    try:
        d = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        print(f"{path.name}: {error}")
        return 1
    problems = check(d) if isinstance(d, dict) else [f"{path.name}: no keys"]
    for problem in problems:
        print(problem)
    print(f"{path.name}: {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
