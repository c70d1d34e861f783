using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>What a reader of the source can rely on: small files, one public type in each, nothing silenced, nothing left undone.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 400;

    private static readonly HashSet<string> KindFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Helpers", "Helper", "Models", "Utils", "Util", "Utilities", "Services", "Common", "Misc", "Extensions", "Interfaces", "Exceptions", "Dtos",
    };

    [Fact]
    public void Files_are_small()
    {
        var findings = new Findings();
        foreach (var file in Repository.Files)
        {
            findings.Check(file.Lines <= LongestFile, () => $"{file}: {file.Lines} lines");
        }

        findings.AssertNone($"A file has {LongestFile} lines at most.", seenAtLeast: 1000);
    }

    [Fact]
    public void Every_public_type_has_a_file_of_its_name_to_itself()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            foreach (var file in package.Files)
            {
                findings.Check(file.PublicTypes.Distinct(StringComparer.Ordinal).Count() <= 1, () => $"{file} declares {string.Join(", ", file.PublicTypes)}");
            }

            foreach (var type in package.PublicTypes.Where(type => !type.IsNested))
            {
                var name = type.Name.Split('`')[0];
                findings.Check(package.Files.Any(file => IsNamedAfter(file, name) && file.PublicTypes.Contains(name, StringComparer.Ordinal)), () => $"{package}: no file {name}.cs declares {name}");
            }
        }

        findings.AssertNone("One public type per file; the file bears its name (a part of a partial type is Name.Part.cs).", seenAtLeast: 1200);
    }

    [Fact]
    public void No_reference_is_exchanged_for_null()
    {
        var findings = new Findings();
        foreach (var file in Repository.FilesBelow(Repository.Source))
        {
            findings.Check(!ExchangeForNull().IsMatch(file.Text), () => $"{file}: take the reference and set the field to null, under a lock or by one owner");
        }

        findings.AssertNone(
            "Interlocked.Exchange(ref reference, null) is not used: the runtime up to 10.0.12 may collect what it answers (dotnet/runtime#133843).", seenAtLeast: 1000);
    }

    [GeneratedRegex(@"Interlocked\.(Exchange|CompareExchange)(<[^>]*>)?\(ref [^,]+, (null|default)!?[,)]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExchangeForNull();

    [Fact]
    public void Folders_are_named_for_what_a_reader_looks_for()
    {
        var findings = new Findings();
        foreach (var file in Repository.Files)
        {
            var kinds = file.Path.Split('/').Where(KindFolders.Contains).ToList();
            findings.Check(kinds.Count == 0, () => $"{file}: {string.Join(", ", kinds)} says what kind of code it is, not what it is about");
        }

        findings.AssertNone("Folders are named after what a reader looks for, never after a kind.", seenAtLeast: 1000);
    }

    [Fact]
    public void No_type_is_a_manager_or_a_helper()
    {
        var findings = new Findings();
        foreach (var type in Package.All.SelectMany(package => package.WrittenTypes))
        {
            findings.Check(!VagueName().IsMatch(type.Name), () => type.FullName!);
        }

        findings.AssertNone("A type's name says what it does.", seenAtLeast: 800);
    }

    [Fact]
    public void Nothing_is_silenced_or_left_undone()
    {
        var findings = new Findings();
        foreach (var file in Repository.Files)
        {
            findings.Check(file.Find(Silenced(), view => view.CodeOnly).Concat(file.Find(LeftUndone(), view => view.Text)));
        }

        findings.AssertNone("No warning is switched off without a justification, no exception swallowed, no test skipped, no work left for later.", seenAtLeast: 1000);
    }

    [Fact]
    public void The_libraries_swallow_no_exception()
    {
        var findings = new Findings();
        foreach (var file in Repository.FilesBelow(Repository.Source))
        {
            findings.Check(file.Find(EmptyCatch(), view => view.Text));
        }

        findings.AssertNone("A catch block does something about what it caught, or says why there is nothing to do.", seenAtLeast: 800);
    }

    // The code that the rule above is tried on: what it forbids, and what it allows.
    [Theory]
    [InlineData("catch", "", true)]
    [InlineData("catch (IOException)", "", true)]
    [InlineData("catch (IOException error) when (error.HResult == 1)", "\n    // The file is gone already.\n", false)]
    [InlineData("catch (IOException error)", "Log(error);", false)]
    public void A_catch_that_does_nothing_must_say_why(string clause, string body, bool found) =>
        Assert.Equal(found, SourceFile.Parse("x.cs", $"try {{ }} {clause} {{ {body} }}").Find(EmptyCatch(), view => view.Text).Any());

    [Theory]
    [InlineData("public sealed record Blue(int X);", "Blue")]
    [InlineData("public readonly record struct Green\n{\n    public int X;\n}", "Green")]
    [InlineData("public static partial class Red\n{\n    public class Inner;\n}", "Red")]
    [InlineData("public delegate Task<int?> Ask(string text);", "Ask")]
    [InlineData("// public class Hidden\ninternal class Own;", "")]
    [InlineData("public interface IPink<in T> : IOther where T : class\n{\n}", "IPink")]
    public void The_public_types_of_a_file_are_read_from_its_declarations(string text, string expected) =>
        Assert.Equal(expected, string.Join(",", SourceFile.Parse("x.cs", text).PublicTypes));

    [Theory]
    [InlineData("a /* b */ c // d", "a         c     ")]
    [InlineData("f(\"x // y\") // z", "f(\"      \")     ")]
    [InlineData("f(@\"a\"\"b\", 'c')", "f(@\"    \", ' ')")]
    [InlineData("f($\"a {x + \"b\"} c\")", "f($\"  {x + \" \"}  \")")]
    [InlineData("f($\"{{a}} {b}\")", "f($\"      {b}\")")]
    [InlineData("f(\"\"\"a \"b\" c\"\"\")", "f(\"\"\"       \"\"\")")]
    [InlineData("f($$\"\"\"{a} {{b}}\"\"\")", "f($$\"\"\"    {{b}}\"\"\")")]
    [InlineData("f(\"\") + '\"' + \"a\"", "f(\"\") + ' ' + \" \"")]
    public void Comments_and_strings_are_blanked_in_place(string text, string expected) =>
        Assert.Equal(expected, SourceText.Blank(text, blankStrings: true));

    private static bool IsNamedAfter(SourceFile file, string type) =>
        file.Name == type || file.Name.StartsWith(type + ".", StringComparison.Ordinal) || file.Name.StartsWith(type + "Of", StringComparison.Ordinal);

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utilities)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VagueName();

    // These two are written so that they do not find themselves.
    [GeneratedRegex(@"#pragma\s+warning\s+disable|#nullable\s+disable|\bSuppressMessage\((?![^\]]*Justification)|\bN[o]tImplementedException\b|\bSkip\s*=\s*""|Assert\.True\(\s*true", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Silenced();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HAC[K]|XX[X])\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftUndone();

    [GeneratedRegex(@"\bcatch\b\s*(\([^)]*\)\s*)?(when\s*\((?>[^()]|\((?<d>)|\)(?<-d>))*\)\s*)?\{\s*\}", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex EmptyCatch();
}
