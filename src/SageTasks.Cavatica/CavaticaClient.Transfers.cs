using SageTasks.Http;
using static SageTasks.Cavatica.CavaticaJson;
using static SageTasks.Cavatica.Wire;

namespace SageTasks.Cavatica;

public partial class CavaticaClient
{
    /// <summary>Imports, all pages (<c>GET /storage/imports</c>).</summary>
    public virtual IAsyncEnumerable<Import> ListImportsAsync(ImportQuery? query = null, CancellationToken cancellationToken = default) =>
        ListAsync(
            "imports",
            () => RequestPath.Of($"/storage/imports").Query("project", query?.Project).Query("volume", query?.Volume).Query("state", query?.State?.Value).Query("fields", "_all"),
            import => import.Id, Default.PageImport, cancellationToken);

    /// <summary>An import (<c>GET /storage/imports/{id}</c>).</summary>
    public virtual Task<Import> GetImportAsync(string importId, CancellationToken cancellationToken = default) =>
        GetAsync($"/storage/imports/{importId}", Default.Import, cancellationToken);

    /// <summary>Begins an import with one request that is never repeated (<c>POST /storage/imports</c>). <see cref="CavaticaImports"/> imports once.</summary>
    /// <exception cref="ArgumentException">The destination names neither or both of project and parent; nothing was sent.</exception>
    /// <exception cref="SubmissionUnknownException">Whether an import was begun is not known.</exception>
    public virtual Task<Import> StartImportAsync(NewImport import, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"/storage/imports", RequestSafety.Once, Checked(import), Default.NewImport, Default.Import, cancellationToken);

    /// <summary>Begins many imports, with a result for each (<c>POST /bulk/storage/imports/create</c>, 100 at a time).</summary>
    /// <exception cref="SubmissionUnknownException">Which imports were begun is not known.</exception>
    public virtual Task<IReadOnlyList<BulkResult<Import>>> StartImportsAsync(IReadOnlyCollection<NewImport> imports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(imports);
        var items = imports.Select(Checked).ToList();
        return BulkAsync(
            $"/bulk/storage/imports/create", RequestSafety.Once, items, chunk => new NewImports(chunk), Default.NewImports, Default.BulkAnswerImport,
            (wanted, begun) => begun.Source is null || begun.Source == wanted.Source, cancellationToken);
    }

    /// <summary>Many imports, with a result for each (<c>POST /bulk/storage/imports/get</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<Import>>> GetImportsAsync(IReadOnlyCollection<string> importIds, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/storage/imports/get", RequestSafety.Safe, importIds, ids => new ImportsById(ids), Default.ImportsById, Default.BulkAnswerImport,
            (id, import) => import.Id == id, cancellationToken);

    /// <summary>Exports, all pages (<c>GET /storage/exports</c>).</summary>
    public virtual IAsyncEnumerable<Export> ListExportsAsync(ExportQuery? query = null, CancellationToken cancellationToken = default) =>
        ListAsync(
            "exports",
            () => RequestPath.Of($"/storage/exports").Query("project", query?.Project).Query("volume", query?.Volume).Query("state", query?.State?.Value).Query("fields", "_all"),
            export => export.Id, Default.PageExport, cancellationToken);

    /// <summary>An export (<c>GET /storage/exports/{id}</c>).</summary>
    public virtual Task<Export> GetExportAsync(string exportId, CancellationToken cancellationToken = default) =>
        GetAsync($"/storage/exports/{exportId}", Default.Export, cancellationToken);

    /// <summary>Begins an export with one request that is never repeated (<c>POST /storage/exports</c>). <see cref="CavaticaExports"/> exports once.</summary>
    /// <param name="export">The file and where it goes.</param>
    /// <param name="copyOnly">True keeps the platform's own bytes. False is the platform's default: the project's file becomes an alias of the
    /// object on the volume, and the platform's own bytes are deleted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SubmissionUnknownException">Whether an export was begun is not known.</exception>
    public virtual Task<Export> StartExportAsync(NewExport export, bool copyOnly, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Post, RequestPath.Of($"/storage/exports").Query("copy_only", copyOnly ? true : null), RequestSafety.Once, export, Default.NewExport, Default.Export, cancellationToken);

    /// <summary>Begins many exports, with a result for each (<c>POST /bulk/storage/exports/create</c>, 100 at a time).</summary>
    /// <param name="exports">The files and where they go.</param>
    /// <param name="copyOnly">As in <see cref="StartExportAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="SubmissionUnknownException">Which exports were begun is not known.</exception>
    public virtual Task<IReadOnlyList<BulkResult<Export>>> StartExportsAsync(
        IReadOnlyCollection<NewExport> exports, bool copyOnly, CancellationToken cancellationToken = default) =>
        BulkAsync(
            RequestPath.Of($"/bulk/storage/exports/create").Query("copy_only", copyOnly ? true : null), RequestSafety.Once, exports, items => new NewExports(items),
            Default.NewExports, Default.BulkAnswerExport,
            (wanted, begun) => begun.Source is null || begun.Source == wanted.Source, cancellationToken);

    /// <summary>Many exports, with a result for each (<c>POST /bulk/storage/exports/get</c>, 100 at a time).</summary>
    public virtual Task<IReadOnlyList<BulkResult<Export>>> GetExportsAsync(IReadOnlyCollection<string> exportIds, CancellationToken cancellationToken = default) =>
        BulkAsync(
            $"/bulk/storage/exports/get", RequestSafety.Safe, exportIds, ids => new ExportsById(ids), Default.ExportsById, Default.BulkAnswerExport,
            (id, export) => export.Id == id, cancellationToken);

    private static NewImport Checked(NewImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        RequireOne(import.Destination.Project, import.Destination.Parent, "import.Destination");
        VolumeId(import.Source.Volume, "import.Source.Volume");
        return import;
    }
}
