using SageTasks.Testing.Synapse;

namespace SageTasks.Testing;

public sealed partial class LocalSynapse
{
    /// <summary>Creates a project of the user named in the options (<c>POST /entity</c>).</summary>
    /// <param name="name">The project's name.</param>
    /// <returns>Its id, such as <c>syn60000001</c>.</returns>
    /// <exception cref="InvalidOperationException">The server refuses it: the name is taken or not allowed.</exception>
    public string CreateProject(string name) => _server.Seed(_owner, seed => seed.Create(EntityKind.Project, null, name));

    /// <summary>Creates many folders at once, for tests that need many children.</summary>
    /// <param name="parentId">The project or folder that they go into.</param>
    /// <param name="names">Their names.</param>
    /// <returns>Their ids, in the order of the names.</returns>
    /// <exception cref="InvalidOperationException">The server refuses one of them; none is created then.</exception>
    public IReadOnlyList<string> CreateFolders(string parentId, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return _server.Seed(_owner, seed => names.Select(n => seed.Create(EntityKind.Folder, parentId, n)).ToList());
    }

    /// <summary>Stores a file of the user named in the options, without the steps of an upload.</summary>
    /// <param name="parentId">The project or folder that it goes into.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Its bytes, read to the end.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The id of the file entity.</returns>
    /// <exception cref="InvalidOperationException">The server refuses it: the name is taken or not allowed, or there is no such parent.</exception>
    public async Task<string> CreateFileAsync(
        string parentId, string name, Stream content, string contentType = "application/octet-stream", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var part = await _server.Parts.Writer.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        return _server.Seed(_owner, seed => seed.CreateFile(parentId, name, contentType, part));
    }

    /// <summary>Annotates an entity, whatever its etag; earlier annotations of other names stay.</summary>
    /// <param name="entityId">The entity.</param>
    /// <param name="annotations">The values by name, stored as strings.</param>
    /// <exception cref="InvalidOperationException">The server refuses them.</exception>
    public void Annotate(string entityId, IReadOnlyDictionary<string, string> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        _server.Seed(_owner, seed => seed.Annotate(entityId, annotations));
    }
}
