"""What things are: frozen types without files, clock or terminal.

Leitfaden       a guide: Abschnitte with Schritte and Fragen, Kataloge, Regeln, Parameter, Quellen
Frage           one question; its class is its type and says how a value is parsed and formatted
Adresse         where an answer stands: question id, and the record it belongs to (`rechtsform[m1].x`)
Antwort         what was said: value or offen, with Sicherheit, Belege and note
Vorhaben        one Quartier's saved work: guide, answers, resting answers, journal number
Lage            guide + answers: path, values, what is open, what rests (computed in core.ablauf)
Regel           one statement that must hold, with norm, belegstufe and source
Datei           one imported file: how it is read, where it comes from, its fingerprint
Grundlage       the content of all files, put together by kind; Quartier is the boundary in it
Analyse, Koproduktion, Finanzierung, Massnahmenplan   results of the stages
Bericht         everything a template may show, nothing else
"""
