using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>Time comes from the <see cref="TimeProvider"/> that the caller gave, and text is the same in every culture.</summary>
public sealed partial class TimeAndCultureTests
{
    private const string Interpolation = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler::";

    [Fact]
    public void Time_comes_from_the_time_provider()
    {
        var findings = Look(WallClock());
        findings.AssertNone("No library asks the machine's clock or sleeps by itself: a test must be able to move time.", seenAtLeast: 2500);
    }

    [Fact]
    public void Text_does_not_depend_on_the_culture()
    {
        var findings = Look(CultureDependent());
        findings.AssertNone("Numbers and dates are written and read with an explicit culture.", seenAtLeast: 2500);
    }

    [Fact]
    public void The_scan_sees_each_forbidden_call_and_no_other()
    {
        var calls = Judged(Calls.In(typeof(ImpatientCode).Assembly.Location), caller => caller.StartsWith(nameof(ImpatientCode), StringComparison.Ordinal));

        Assert.Equal(
            ["System.DateTimeOffset::get_UtcNow()",
             "System.Diagnostics.Stopwatch::GetTimestamp()",
             "System.Threading.CancellationTokenSource::CancelAfter(System.TimeSpan)",
             "System.Threading.Tasks.Task::Delay(System.TimeSpan,System.Threading.CancellationToken)"],
            calls.Select(call => call.Method).Where(method => WallClock().IsMatch(method)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["System.Double::Parse(System.String)",
             "System.Double::ToString()",
             "System.Int32::ToString()",
             "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler::AppendFormatted<System.Decimal>",
             "System.String::Format(System.String,System.Object)"],
            calls.Select(call => call.Method).Where(method => CultureDependent().IsMatch(method)).Order(StringComparer.Ordinal));
    }

    private static Findings Look(Regex forbidden)
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            foreach (var call in Judged(package.Calls, _ => true))
            {
                findings.Check(!forbidden.IsMatch(call.Method), () => $"{package}: {call.Method} is called by {call.Callers}");
            }
        }

        return findings;
    }

    private static List<Call> Judged(IReadOnlyList<Call> calls, Func<string, bool> caller) =>
        [.. calls
            .Select(call => call with
            {
                Sites = [.. call.Sites.Where(site => caller(site.Caller) && !WritesWithACulture(site, call, calls) && !HasAClock(site, call, calls))],
            })
            .Where(call => call.Sites.Count > 0)];

    // An interpolated string takes its culture when it is begun: string.Create(CultureInfo.InvariantCulture, $"…") is fine.
    private static bool WritesWithACulture(CallSite site, Call call, IReadOnlyList<Call> calls) =>
        call.Method.StartsWith(Interpolation + "AppendFormatted", StringComparison.Ordinal)
        && calls.Where(other => other.Method.StartsWith(Interpolation + ".ctor", StringComparison.Ordinal))
            .SelectMany(other => other.Sites.Select(begun => (other.Method, begun)))
            .Where(other => other.begun.Caller == site.Caller && other.begun.Position < site.Position)
            .MaxBy(other => other.begun.Position).Method?.Contains("IFormatProvider", StringComparison.Ordinal) == true;

    // CancelAfter keeps the clock that its source was made with: the same class makes it with a TimeProvider.
    private static bool HasAClock(CallSite site, Call call, IReadOnlyList<Call> calls) =>
        call.Method.Contains("CancellationTokenSource::CancelAfter", StringComparison.Ordinal)
        && calls.Where(other => other.Method == "System.Threading.CancellationTokenSource::.ctor(System.TimeSpan,System.TimeProvider)")
            .SelectMany(other => other.Sites).Any(other => other.OuterType == site.OuterType);

    [GeneratedRegex(
        @"^System\.DateTime(Offset)?::get_(Now|UtcNow|Today)\(|^System\.Threading\.Tasks\.Task::Delay\((?!.*TimeProvider)|^System\.Threading\.Thread::Sleep"
        + @"|^System\.Diagnostics\.Stopwatch::|^System\.Environment::get_TickCount"
        + @"|^System\.Threading\.(Periodic)?Timer::\.ctor\((?!.*TimeProvider)|^System\.Threading\.CancellationTokenSource::(\.ctor\(System\.(TimeSpan|Int32)\)|CancelAfter)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WallClock();

    [GeneratedRegex(
        @"^System\.(SByte|Byte|U?Int16|U?Int32|U?Int64|Single|Double|Decimal|DateTime|DateTimeOffset|DateOnly|TimeOnly)::((Try)?Parse(Exact)?|ToString)\((?!.*IFormatProvider)"
        + @"|^System\.String::Format\((?!System\.IFormatProvider)|^System\.Text\.StringBuilder::AppendFormat\((?!System\.IFormatProvider)"
        + @"|^System\.Convert::ToString\((?!.*IFormatProvider)|^System\.String::To(Lower|Upper)\(\)"
        + @"|^System\.Runtime\.CompilerServices\.DefaultInterpolatedStringHandler::AppendFormatted<System\.(Single|Double|Decimal|DateTime|DateTimeOffset|DateOnly|TimeOnly)>",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CultureDependent();
}
