using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>Compiles an example as a console program with the usings that the SDK adds, against everything that these tests run with.</summary>
internal static class ExampleCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>What keeps the example from compiling; empty where it compiles.</summary>
    public static IEnumerable<Diagnostic> Compile(Example example)
    {
        var code = CSharpSyntaxTree.ParseText(example.Code, Language);
        var kind = Members(code).OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create(
                "Example",
                [code, CSharpSyntaxTree.ParseText(Surroundings(example), Language), CSharpSyntaxTree.ParseText(EarlierTypes(example, code), Language)],
                References,
                new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static SyntaxList<MemberDeclarationSyntax> Members(SyntaxTree tree) => tree.GetCompilationUnitRoot().Members;

    // The newest declaration of a name counts, and one in the example itself before all.
    private static string EarlierTypes(Example example, SyntaxTree code)
    {
        var known = Members(code).OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        var types = example.Before.Reverse()
            .SelectMany(earlier => Members(CSharpSyntaxTree.ParseText(earlier, Language)).OfType<BaseTypeDeclarationSyntax>())
            .Where(type => known.Add(type.Identifier.Text));
        return string.Concat(types.Select(type => type.ToFullString()));
    }

    private static string Surroundings(Example example)
    {
        var text = new StringBuilder(ImplicitUsings).AppendLine().AppendLine("global using static Given;");
        var usings = example.Usings.Concat(example.Code.Split('\n').Where(line => line.StartsWith("using SageTasks", StringComparison.Ordinal)));
        foreach (var directive in usings.Distinct(StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(example.Usings.Contains(directive) ? "global " : "")}{directive}");
        }

        text.AppendLine("internal static class Given {");
        foreach (var given in example.Given)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"public static {given} = default!;");
        }

        return text.AppendLine("}").ToString();
    }
}
