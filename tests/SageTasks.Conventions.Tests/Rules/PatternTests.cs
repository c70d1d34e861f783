using System.Reflection;
using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Regular expressions end, and give an overloaded machine the time that it needs.</summary>
public sealed class PatternTests
{
    private const int Patience = 30_000;

    [Fact]
    public void A_pattern_has_half_a_minute_or_needs_no_limit()
    {
        var findings = new Findings();
        foreach (var method in Package.All.SelectMany(package => package.WrittenTypes).SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<GeneratedRegexAttribute>() is { } pattern)
            {
                findings.Check(
                    pattern.MatchTimeoutMilliseconds >= Patience || pattern.Options.HasFlag(RegexOptions.NonBacktracking),
                    () => $"{TypeNames.Declared(method.DeclaringType!)}.{method.Name}: {pattern.MatchTimeoutMilliseconds} ms");
            }
        }

        findings.AssertNone($"A match may take {Patience} ms: a machine under load pauses a process for seconds, and a match that fails for that fails a run.", seenAtLeast: 50);
    }
}
