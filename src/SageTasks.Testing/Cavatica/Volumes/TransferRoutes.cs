using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The operations of imports and exports, single and in bulk.</summary>
internal sealed class TransferRoutes(JobBoard jobs, ImportWork imports, ExportWork exports, FileBook files)
{
    private const string Import = "import";
    private const string Export = "export";

    public void Map(CavaticaApi api)
    {
        jobs.Handle(Import, (job, item) => imports.Import(job, item));
        jobs.Handle(Export, (job, _) => exports.ExportAsync(job));
        api.Map("POST /storage/imports", call => call.One(BeginImport(call, call.Body), 201))
            .Map("GET /storage/imports", call => List(call, Import))
            .Map("GET /storage/imports/{id}", call => call.One(Write(call, Get(call, Import, call["id"]))))
            .Map("POST /bulk/storage/imports/create", call => Bulk.Answer(call, Bulk.Items(call), item => BeginImport(call, item)))
            .Map("POST /bulk/storage/imports/get", call => Bulk.Answer(call, Bulk.Ids(call, "import_ids"), id => Write(call, Get(call, Import, id))))
            .Map("POST /storage/exports", call => call.One(BeginExport(call, call.Body), 201))
            .Map("GET /storage/exports", call => List(call, Export))
            .Map("GET /storage/exports/{id}", call => call.One(Write(call, Get(call, Export, call["id"]))))
            .Map("POST /bulk/storage/exports/create", call => Bulk.Answer(call, Bulk.Items(call), item => BeginExport(call, item)))
            .Map("POST /bulk/storage/exports/get", call => Bulk.Answer(call, Bulk.Ids(call, "export_ids"), id => Write(call, Get(call, Export, id))));
    }

    private JsonObject BeginImport(CavaticaCall call, JsonObject request)
    {
        imports.Check(call.User, request);
        return Write(call, jobs.Begin(call, Import, JobState.Pending, request));
    }

    private JsonObject BeginExport(CavaticaCall call, JsonObject request)
    {
        exports.Check(call.User, request);
        var kept = (JsonObject)request.DeepClone();
        kept[ExportWork.CopyOnly] = call.Flag(ExportWork.CopyOnly) ?? false;
        return Write(call, jobs.Begin(call, Export, JobState.Pending, kept));
    }

    private JobDocument Get(CavaticaCall call, string kind, string id) =>
        jobs.Table.Find(id) is { } job && job.Kind == kind && job.User == call.User.Username ? job : throw CavaticaErrors.Refuse(404, 9008, "Requested job does not exist.");

    private LocalAnswer List(CavaticaCall call, string kind)
    {
        var (project, volume, states) = (call.Query("project"), call.Query("volume"), call.Queries("state"));
        var end = kind == Import ? "source" : "destination";
        var found = jobs.Table.All.Where(job => job.Kind == kind && job.User == call.User.Username)
            .Where(job => volume is null || (string?)job.Request[end]?["volume"] == volume)
            .Where(job => project is null || ProjectOf(job) == project)
            .Where(job => states.Count == 0 || states.Contains(job.State, StringComparer.OrdinalIgnoreCase));
        return call.List([.. found], job => Write(call, job));
    }

    private string? ProjectOf(JobDocument job) => job.Kind == Export
        ? files.Table.Find((string?)job.Request["source"]?["file"] ?? "")?.Project
        : (string?)job.Request["destination"]?["project"] ?? files.Table.Find((string?)job.Request["destination"]?["parent"] ?? "")?.Project;

    private JsonObject Write(CavaticaCall call, JobDocument job)
    {
        var shown = new JsonObject
        {
            ["href"] = call.Href($"/storage/{job.Kind}s/{job.Id}"),
            ["id"] = job.Id,
            ["state"] = job.State,
            ["source"] = job.Request["source"]?.DeepClone(),
            ["destination"] = job.Request["destination"]?.DeepClone(),
            ["overwrite"] = job.Request["overwrite"]?.DeepClone() ?? false,
            ["started_on"] = CavaticaCall.Date(job.StartedOn),
            ["finished_on"] = CavaticaCall.Date(job.FinishedOn),
        };
        foreach (var name in (string[])["autorename", "preserve_folder_structure", "properties", ExportWork.CopyOnly])
        {
            if (job.Request[name] is { } value)
            {
                shown[name] = value.DeepClone();
            }
        }

        if (job.Results is [{ Error: { } error }])
        {
            shown["error"] = error.DeepClone();
        }

        if (job.Results is [{ File: { } id }] && files.Table.Find(id) is { } file)
        {
            shown["result"] = FileJson.Write(call, file);
        }

        return shown;
    }
}
