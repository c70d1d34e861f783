using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>Brings a task that is asked for, and one that a server stored, into the same form: what servers fill in counts as not given.</summary>
internal static class TaskForms
{
    public static CanonicalRequest Of(TesTask task) => new()
    {
        Fields = new JsonObject { [CanonicalRequest.Parameters] = Work(task) },
        Optional = new JsonObject
        {
            ["name"] = Given(task.Name),
            ["description"] = Given(task.Description),
            ["resources"] = Resources(task.Resources),
            ["tags"] = Map(task.Tags.Where(tag => !TaskTags.IsOurs(tag.Key))),
        },
    };

    /// <summary>A stored task, and what its server cannot tell of it.</summary>
    public static CanonicalRequest OfStored(TesTask task) => Of(task) with { Untold = [.. Untold(task)] };

    private static JsonObject Work(TesTask task)
    {
        var work = new JsonObject();
        Put(work, "inputs", Items(task.Inputs, Input));
        Put(work, "outputs", Items(task.Outputs, Output));
        Put(work, "executors", Items(task.Executors, Executor));
        Put(work, "volumes", Items(task.Volumes, volume => JsonValue.Create(volume)));
        return work;
    }

    // With content, servers must ignore the url; without a url the content is one, be it empty, which some servers then do not show.
    private static JsonObject Input(TesInput input)
    {
        var form = new JsonObject { ["path"] = input.Path };
        if (!string.IsNullOrEmpty(input.Content) || string.IsNullOrEmpty(input.Url))
        {
            form["content"] = input.Content ?? string.Empty;
        }
        else
        {
            form["url"] = input.Url;
        }

        PutType(form, input.Type);
        return form;
    }

    private static JsonObject Output(TesOutput output)
    {
        var form = new JsonObject { ["path"] = output.Path, ["url"] = output.Url };
        Put(form, "path_prefix", Given(output.PathPrefix));
        PutType(form, output.Type);
        return form;
    }

    private static JsonObject Executor(TesExecutor executor)
    {
        var form = new JsonObject { ["image"] = executor.Image, ["command"] = Items(executor.Command, argument => JsonValue.Create(argument)) };
        Put(form, "workdir", Given(executor.Workdir));
        Put(form, "stdin", Given(executor.Stdin));
        Put(form, "stdout", Given(executor.Stdout));
        Put(form, "stderr", Given(executor.Stderr));
        Put(form, "env", Map(executor.Env));
        Put(form, "ignore_error", executor.IgnoreError == true ? true : null);
        return form;
    }

    private static JsonObject? Resources(TesResources? resources)
    {
        if (resources is null)
        {
            return null;
        }

        var form = new JsonObject();
        Put(form, "cpu_cores", Amount(resources.CpuCores));
        Put(form, "ram_gb", Amount(resources.RamGb));
        Put(form, "disk_gb", Amount(resources.DiskGb));
        Put(form, "preemptible", resources.Preemptible == true ? true : null);
        Put(form, "zones", Items(resources.Zones, zone => JsonValue.Create(zone)));
        Put(form, "backend_parameters", Map(resources.BackendParameters.Select(pair => KeyValuePair.Create(pair.Key.ToLowerInvariant(), pair.Value))));
        return form.Count > 0 ? form : null;
    }

    /// <summary>Funnel shows a task without system logs in the basic form also where all was asked for: without contents, and without where standard
    /// output and error go. TES-Azure drops path prefixes, which the standard demands wherever a path has wildcards.</summary>
    private static IEnumerable<string> Untold(TesTask task)
    {
        var isShort = task.Logs.All(log => log.SystemLogs.Count == 0)
            && task.Executors.All(executor => Given(executor.Stdout) is null && Given(executor.Stderr) is null)
            && task.Inputs.All(input => string.IsNullOrEmpty(input.Content));
        for (var index = 0; isShort && index < task.Executors.Count; index++)
        {
            yield return FormattableString.Invariant($"{CanonicalRequest.Parameters}/executors/{index}/stdout");
            yield return FormattableString.Invariant($"{CanonicalRequest.Parameters}/executors/{index}/stderr");
        }

        for (var index = 0; isShort && index < task.Inputs.Count; index++)
        {
            if (string.IsNullOrEmpty(task.Inputs[index].Url))
            {
                yield return FormattableString.Invariant($"{CanonicalRequest.Parameters}/inputs/{index}/content");
            }
        }

        for (var index = 0; index < task.Outputs.Count; index++)
        {
            if (TaskRules.HasWildcards(task.Outputs[index].Path) && Given(task.Outputs[index].PathPrefix) is null)
            {
                yield return FormattableString.Invariant($"{CanonicalRequest.Parameters}/outputs/{index}/path_prefix");
            }
        }
    }

    private static void PutType(JsonObject form, TesFileType? type)
    {
        if (type is { Value: { } word } && type != TesFileType.File)
        {
            form["type"] = word;
        }
    }

    private static void Put(JsonObject form, string name, JsonNode? value)
    {
        if (value is not null)
        {
            form[name] = value;
        }
    }

    private static JsonArray? Items<T>(IReadOnlyList<T> items, Func<T, JsonNode?> form) =>
        items.Count > 0 ? new JsonArray([.. items.Select(form)]) : null;

    private static JsonObject? Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var map = new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
        return map.Count > 0 ? map : null;
    }

    // Funnel shows an amount that was not asked for as 0.
    private static JsonValue? Amount(double? amount) => amount is { } given && given > 0 ? JsonValue.Create(given) : null;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
