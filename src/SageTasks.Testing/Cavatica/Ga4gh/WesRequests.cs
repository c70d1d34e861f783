using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Testing.Wes;
using YamlDotNet.Core;

namespace SageTasks.Testing.Cavatica;

/// <summary>Makes the draft of a task of what a WES client sends.</summary>
internal sealed class WesRequests(CavaticaWorld world, TaskBook tasks, ProjectBook projects, AppBook apps, FileBook files)
{
    private const string App = "sbg://";
    private const string Attached = "#/workflow_attachment/";
    private const string Drs = "drs://";

    public SbgTask Draft(CavaticaCall call, RunForm form)
    {
        var parameters = Object(form, "workflow_params") ?? throw Ga4ghApi.Refuse(400, "'workflow_params' is missing.");
        if (form.Fields.GetValueOrDefault("workflow_type") is not "CWL")
        {
            throw Ga4ghApi.Refuse(400, "'workflow_type' must be CWL.");
        }

        var project = projects.Get(call, CavaticaCall.TextOf(parameters, "project") ?? throw Ga4ghApi.Refuse(400, "'workflow_params.project' is missing."), Permission.Execute);
        var (app, revision) = Workflow(call, form, project);
        return tasks.Add(new SbgTask
        {
            Id = CavaticaWorld.Uuid(),
            Name = CavaticaCall.TextOf(parameters, "name") ?? TaskIntake.UsualName(app, world.Now),
            Project = project.Id,
            App = AppBook.FullId(app, revision),
            Status = LocalCavaticaStatus.Draft,
            CreatedBy = call.User.Username,
            CreatedTime = world.Now,
            Inputs = TaskInputs.Set(Local(call, parameters["inputs"]) as JsonObject ?? []),
            UseInterruptibleInstances = parameters["use_interruptible_instances"] is JsonValue value && value.TryGetValue<bool>(out var set) && set,
            Tags = Object(form, "tags"),
            HiddenUntil = world.HiddenUntil(call.Request),
        });
    }

    private static JsonObject? Object(RunForm form, string name)
    {
        try
        {
            return form.Fields.TryGetValue(name, out var text) ? JsonNode.Parse(text) as JsonObject ?? throw Ga4ghApi.Refuse(400, $"'{name}' is no object.") : null;
        }
        catch (JsonException)
        {
            throw Ga4ghApi.Refuse(400, $"'{name}' is no JSON.");
        }
    }

    private (AppDocument App, AppRevision Revision) Workflow(CavaticaCall call, RunForm form, ProjectDocument project)
    {
        var url = form.Fields.GetValueOrDefault("workflow_url") ?? "";
        if (url.StartsWith(App, StringComparison.Ordinal))
        {
            return apps.Get(call, url[App.Length..]);
        }

        if (!url.StartsWith(Attached, StringComparison.Ordinal)
            || !int.TryParse(url[Attached.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= form.Attachments.Count)
        {
            throw Ga4ghApi.Refuse(400, "'workflow_url' must be sbg://owner/project/app/revision or #/workflow_attachment/0.");
        }

        var attached = form.Attachments[number];
        var name = new string([.. Path.GetFileNameWithoutExtension(attached.Name).ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
        return apps.Add($"{project.Id}/{name}", project.Id, call.User.Username, Read(attached));
    }

    private static JsonObject Read(Attachment attached)
    {
        var text = Encoding.UTF8.GetString(attached.Content);
        try
        {
            return (text.TrimStart().StartsWith('{') ? JsonNode.Parse(text) : YamlTree.Read(new StringReader(text))) as JsonObject
                ?? throw Ga4ghApi.Refuse(400, "The attachment is no CWL.");
        }
        catch (Exception e) when (e is JsonException or YamlException)
        {
            throw Ga4ghApi.Refuse(400, $"The attachment is no CWL: {e.Message}");
        }
    }

    // Files come as the platform's ids or as DRS addresses of this host, whose ids they are.
    private JsonNode? Local(CavaticaCall call, JsonNode? value) => value switch
    {
        JsonObject item when (string?)item["class"] is "File" or "Directory" =>
            new JsonObject { ["class"] = (string)item["class"]!, ["path"] = files.Get(call, IdOf(call, (string?)item["path"] ?? "")).Id },
        JsonObject record => new JsonObject(record.Select(pair => KeyValuePair.Create(pair.Key, Local(call, pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(item => Local(call, item))]),
        _ => value?.DeepClone(),
    };

    private static string IdOf(CavaticaCall call, string path)
    {
        if (!path.StartsWith(Drs, StringComparison.Ordinal))
        {
            return path;
        }

        return Uri.TryCreate(path, UriKind.Absolute, out var uri) && uri.Authority == new Uri(call.Request.Origin).Authority
            ? Uri.UnescapeDataString(uri.AbsolutePath[1..])
            : throw Ga4ghApi.Refuse(400, $"'{path}' is an address of another host.");
    }
}
