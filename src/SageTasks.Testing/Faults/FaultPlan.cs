using System.Globalization;
using System.Text.Json;

namespace SageTasks.Testing;

/// <summary>The faults of a local platform: seeded, so that one plan and one order of requests always give the same faults.</summary>
public sealed record FaultPlan
{
    /// <summary>A plan without faults.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>The seed of the dice.</summary>
    public int Seed { get; init; }

    /// <summary>The rules. Of those that end a request in their own way, the first that strikes wins.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init => field = value ?? []; } = [];

    /// <summary>Reads a plan from JSON, in which comments are allowed and unknown names are refused.</summary>
    /// <param name="json">The plan, such as <c>{"seed":1,"rules":[{"kind":"DropReply","route":"POST /workflow/launch","probability":0.1}]}</c>.</param>
    /// <exception cref="FormatException">The text is no plan, or a rule makes no sense; the message says which.</exception>
    public static FaultPlan Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        FaultPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(json, TestingJson.Strict.FaultPlan);
        }
        catch (JsonException e)
        {
            throw new FormatException($$"""This is no fault plan such as {"seed":1,"rules":[{"kind":"DropReply","route":"POST /workflow/launch","probability":0.1}]}: {{e.Message}}""", e);
        }

        if (plan is null)
        {
            throw new FormatException("The fault plan is null; an empty plan is {}.");
        }

        plan.Check();
        return plan;
    }

    /// <summary>Reads a plan from a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">The file holds no plan; the message names the file.</exception>
    public static FaultPlan Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes the plan as JSON that <see cref="Parse"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TestingJson.Strict.FaultPlan);

    internal void Check()
    {
        for (var i = 0; i < Rules.Count; i++)
        {
            if (Problem(Rules[i]) is { } problem)
            {
                throw new FormatException($"Rule {i + 1} of the fault plan: {problem}");
            }
        }
    }

    private static string? Problem(FaultRule? rule) => rule switch
    {
        null => "it is null.",
        { Probability: < 0 or > 1 or double.NaN } => string.Create(CultureInfo.InvariantCulture, $"probability is {rule.Probability}, which is not between 0 and 1."),
        { Probability: 0, Nth.Count: 0 } => "it can never strike; give it a probability or nth.",
        { Status: < 500 or > 599 } => $"status is {rule.Status}, which is not a server error (500 to 599).",
        _ when rule.Nth.Any(n => n < 1) => "nth counts from 1.",
        _ when rule.Delay < TimeSpan.Zero || rule.MaxDelay < rule.Delay => "delay is negative or longer than maxDelay.",
        _ when rule.Delay > TimeSpan.FromDays(1) || rule.MaxDelay > TimeSpan.FromDays(1) => "a delay is longer than a day.",
        _ when !RoutePattern.TryParse(rule.Route, out _) => $"route '{rule.Route}' is not a method and a path, such as 'POST /workflow/launch'.",
        _ => null,
    };
}
